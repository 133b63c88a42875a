"""Commands with placeholders: which are refused as a whole, whatever a paper says, and which are not."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from paper_tui.config import parse_config
from paper_tui.config.command_rules import refusal

REFUSED = """
sh -c 'echo {title}'
sh -cx 'echo {title}'
sh -xc 'echo {title}'
sh -c -x 'echo {title}'
bash -ceu 'echo {title}'
bash -ceuo pipefail 'echo {title}'
bash -lc "echo '{title}'"
bash --norc -c 'echo {title}'
dash -cx 'echo {title}'
zsh -ic 'echo {title}'
fish --command='echo {title}'
/bin/sh -c 'echo {title}'
sh {title}
sh -s {title}
sh script.sh {title}
bash -c {title}
bash +x -c {title}
python -c 'print("{title}")'
python3 -c{title}
python3.11 -Ic 'print("{title}")'
python3 -m timeit {title}
perl -ne 'print "{url}"'
perl -ne print {title}
perl -e 1 {title}
ruby -e {title}
ruby --eval={title}
node --eval {title}
node -p {title}
php -r {title}
lua -e {title}
awk '{print} {title}' file
gawk -v t={title} 'BEGIN { print t }'
mawk {title}
sed s/x/{title}/ file
sed -n {title} file
jq {title} file
sqlite3 papers.db "insert into p values ('{title}')"
psql -c {title}
emacs --eval {title}
make TITLE={title}
pdflatex {title}
magick label:{title} out.png
xargs {title}
xargs sh -c {title}
find . -exec {title} +
find {title}
env sh -c {title}
env TITLE={title} program
env -S {title}
timeout 5 sh -c {title}
nice {title}
nice -n 5 {title}
nohup sh -c {title}
sudo {title}
sudo -u me program {title}
ssh host {title}
ssh host program {title}
scp {title} host:
rsync -e {title} a b
busybox sh -c {title}
busybox {title}
tmux new-window {title}
docker run image {title}
watch {title}
script -c {title}
setsid {title}
parallel {title}
npx {title}
unknown-wrapper -- sh -c {title}
unknown-wrapper /usr/bin/python3 {title}
unknown -c {title}
unknown -c code {title}
unknown -xc{title}
unknown --command {title}
unknown --command={title}
unknown --to-command={title}
tar --checkpoint-action=exec={title} -cf a b
tar --to-command {title} -xf a
sort --compress-program={title} file
git -c core.pager={title} log
vim -c {title}
vim +{title}
vim --cmd {title} file
vim '+normal i{title}' file
less +{title} file
curl -d @{title} https://example.org
curl -K {title}
curl --config {title}
gcc @{title}
note.bat {title}
NOTE.CMD {title}
{title}
{key}/program x
""".strip().splitlines()
ALLOWED = """
zotra {url}
xdg-open {pdf_url}
zathura ./{arxiv_id}.pdf
curl -sL -o paper.pdf {pdf_url}
curl --data-urlencode title={title} https://example.org
curl -F title={title} https://example.org
notify-send {title} {authors}
git commit -m {title}
task add project:read {title}
vim notes/{key}.md
mail -s {title} me@example.org
papis add --from doi {doi}
obsidian-cli new --title={title} --year {year}
xclip-in {bibtex}
my-script.sh {title}
/home/me/bin/send {key}
sh -c 'printf %s "$1" | wl-copy' sh {title}
bash -c 'printf %s "$1"' name {title} {url}
python3 -c 'import sys; print(sys.argv[1])' {title}
sh -c 'printf %s "$PAPER_TITLE"'
python3 script.py
awk '{ print $1 }' file
""".strip().splitlines()


@pytest.mark.parametrize("line", REFUSED)
def test_a_command_whose_arguments_may_be_run_is_refused(line: str) -> None:
    assert refusal(shlex.split(line))


@pytest.mark.parametrize("line", ALLOWED)
def test_a_command_whose_arguments_are_data_is_allowed(line: str) -> None:
    assert refusal(shlex.split(line)) == ""


def test_there_are_commands_enough() -> None:
    assert len({*REFUSED, *ALLOWED}) >= 60


def test_the_file_that_a_link_leads_to_counts_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bash").write_text("#!/bin/true\n")
    (tmp_path / "bash").chmod(0o755)
    (tmp_path / "innocent").symlink_to("bash")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "bash" in refusal(["innocent", "{title}"])


def test_the_configuration_names_the_line_and_what_to_write_instead() -> None:
    config = parse_config('[[commands]]\nname = "a"\nrun = ["sh", "-cx", "echo {title}"]\n')
    (problem,) = config.problems
    assert problem.line == 3
    assert "follows sh may be run" in problem.reason
    assert "$PAPER_TITLE" in problem.reason
    assert config.commands == ()
