"""Recovery, salvage, conflict copies, backups and the doctor."""
