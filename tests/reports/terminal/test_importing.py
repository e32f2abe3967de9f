"""What an import says while it runs."""

from __future__ import annotations

from reports.terminal.importing import say_waiting


def test_who_waits_for_another_aerobase_is_told_beside_the_answer(capsys):
    say_waiting()
    said = capsys.readouterr()
    assert said.out == ""
    assert "Another aerobase" in said.err
    assert "waiting for it to end" in said.err
