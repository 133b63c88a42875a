"""Groups: each member contributes to papers, and no member changes another's contributions.

Every device of a member writes a log of its own, as between the devices of one user, but into a place of the
group, and holds only what its member shared. The state is the union of all of them: an event
names its device in its subject, and is dropped if another device wrote it (`contribution_fields`).
"""
