"""ROOT as an address: the same bytes as from a folder, and no credentials anywhere."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from moto.server import ThreadedMotoServer
from s3fs import S3FileSystem
from support.command_line import aerobase
from support.made_cohorts import LOOKED_FROM, TODAY, content, three_athletes

from reports.cohort.errors import AthleteError, CohortError
from reports.cohort.remote import remote_root
from reports.cohort.run import cohort

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECRET = "key-that-nobody-reads"  # noqa: S105 - of the S3 on loopback


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cohort") / "root"
    folder.mkdir()
    return three_athletes(folder)


@pytest.fixture(scope="module")
def local(root: Path) -> dict[str, bytes]:
    """The tables of that folder."""
    cohort(root, root.parent / "local", today=TODAY, workers=1)
    return content(root.parent / "local")


@pytest.fixture(scope="module")
def bucket(root: Path) -> Iterator[str]:
    """The same folder in a bucket on loopback; where it is, and its key, says the environment."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        patch.setenv("AWS_ACCESS_KEY_ID", "nobody")
        patch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        drive = S3FileSystem(skip_instance_cache=True)
        drive.mkdir("cohort")
        for path in sorted(one for one in root.rglob("*") if one.is_file()):
            drive.pipe_file(f"cohort/2021/{path.relative_to(root).as_posix()}", path.read_bytes())
        yield "s3://cohort/2021"
    server.stop()


def test_a_bucket_gives_the_same_bytes(
    bucket: str, local: dict[str, bytes], tmp_path: Path
) -> None:
    answer = aerobase("cohort", bucket, "-o", tmp_path / "out", *LOOKED_FROM, "--workers", "1")
    assert answer.code == 0, answer.err
    assert content(tmp_path / "out") == local
    report = cohort(f"{bucket}/", tmp_path / "out", today=TODAY, workers=1)
    assert report.count("unchanged") == 3
    written = [path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert not any(SECRET.encode() in data for data in written)


def test_a_bucket_that_is_not_there_is_one_sentence(bucket: str, tmp_path: Path) -> None:
    answer = aerobase("cohort", "s3://nowhere/at-all", "-o", tmp_path / "out")
    assert (answer.code, bucket) == (1, "s3://cohort/2021")
    assert answer.err.startswith("aerobase: s3://nowhere/at-all cannot be read (")
    assert SECRET not in answer.err


def test_any_address_that_fsspec_reads_will_do(
    root: Path, local: dict[str, bytes], tmp_path: Path
) -> None:
    cohort(root.as_uri(), tmp_path / "out", today=TODAY, workers=1)
    assert content(tmp_path / "out") == local


def test_a_folder_of_the_table_that_is_not_there_is_the_athletes_row(
    root: Path, tmp_path: Path
) -> None:
    with pytest.raises(AthleteError) as caught:
        remote_root(root.as_uri()).fetch("nowhere", tmp_path)
    assert caught.value.message == "athletes.csv names a folder that is not there."


def test_a_file_that_leads_out_of_its_folder_is_not_fetched(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drive = type(
        "Drive",
        (),
        {
            "find": lambda _self, folder: [f"{folder}/../../out.fit"],
            "get_file": lambda *_given: pytest.fail("fetched"),
        },
    )()
    monkeypatch.setattr("reports.cohort.remote.url_to_fs", lambda *_a, **_k: (drive, "/place"))
    with pytest.raises(AthleteError) as caught:
        remote_root(root.as_uri()).fetch("x", tmp_path)
    assert caught.value.message == "Its files cannot be fetched (ValueError)."


@pytest.mark.parametrize("url", ["sftp://anna:secret@host/place", "https://host/place?key=secret"])
def test_an_address_with_a_password_is_refused_and_not_repeated(url: str, tmp_path: Path) -> None:
    with pytest.raises(CohortError) as caught:
        cohort(url, tmp_path / "out", today=TODAY)
    assert "secret" not in f"{caught.value.message}{caught.value.hint}"


def test_without_fsspec_one_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    monkeypatch.delitem(sys.modules, "reports.cohort.remote")
    with pytest.raises(CohortError) as caught:
        cohort("s3://cohort", tmp_path / "out", today=TODAY)
    assert "aerobase[cluster]" in str(caught.value.hint)
