"""What can be wrong with a ledger, its folder or its disk: named in plain words, and nothing is lost."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from ledgers import articles, contents, filled, read_simply
from sayso.ledger import Ledger, default_path, open_ledger
from sayso.ledger.schema import APPLICATION, HEAD, metadata
from sayso.model import LedgerError

ROOT = os.geteuid() == 0 if hasattr(os, "geteuid") else False


def wrong(path: Path, match: str, *, create: bool = False) -> None:
    with pytest.raises(LedgerError, match=match) as caught:
        open_ledger(path, create=create)
    assert caught.value.subject == str(path)
    assert caught.value.remedy


def test_none_is_there(tmp_path: Path) -> None:
    wrong(tmp_path / "none", "there is no ledger")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    wrong(tmp_path / "empty", "the file is empty")
    with open_ledger(tmp_path / "empty", create=True) as made:
        assert made.count() == 0


def test_a_folder(tmp_path: Path) -> None:
    wrong(tmp_path, "this is a folder", create=True)


def test_its_folders_are_made(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "a" / "b" / "l", create=True) as made:
        assert made.ids() == []


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    wrong(tmp_path / "file" / "l", "it cannot be opened", create=True)


@pytest.mark.parametrize("name", ["l 1%20?#.sayso", "Bücher & Söhne"])
def test_odd_names(tmp_path: Path, name: str) -> None:
    with filled(tmp_path / name, 2) as made:
        assert made.count() == 2
    assert (tmp_path / name).is_file()


def test_another_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Ida, " * 2000, encoding="utf-8")
    before = path.read_bytes()
    wrong(path, "this is not a ledger", create=True)
    assert path.read_bytes() == before


def test_another_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as c:
        c.execute("CREATE TABLE birds(name)")
    c.close()
    before = path.read_bytes()
    wrong(path, "not a ledger of sayso", create=True)
    assert path.read_bytes() == before


def test_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "l"
    filled(path, 2).close()
    with sqlite3.connect(path) as c:
        c.execute("UPDATE alembic_version SET version_num = '9999'")
    c.close()
    before = path.read_bytes()
    wrong(path, f"written by a newer sayso .version 9999 of the tables; this one knows {HEAD}")
    assert path.read_bytes() == before


def use(path: Path, ids: list[str]) -> None:
    with open_ledger(path) as ledger:
        for id_ in ids:
            ledger.reading(id_)
        ledger.keep(read_simply(articles(13)[-1]))


def test_bytes_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "l"
    with filled(path, 12) as made:
        ids = made.ids()
    data = bytearray(path.read_bytes())
    size = 4096
    for page in range(2, len(data) // size):
        data[page * size : page * size + 64] = b"\xa5" * 64
    path.write_bytes(bytes(data))
    with pytest.raises(LedgerError, match="is damaged"):
        use(path, ids)


def test_the_header_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "l"
    filled(path, 2).close()
    data = bytearray(path.read_bytes())
    data[:100] = b"\xa5" * 100
    path.write_bytes(bytes(data))
    wrong(path, "this is not a ledger")


def test_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "l"
    with filled(path, 12) as made:
        ids = made.ids()
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 3])
    with pytest.raises(LedgerError, match="is damaged"):
        use(path, ids)


def test_a_reading_that_does_not_decode(tmp_path: Path) -> None:
    with filled(tmp_path / "l", 2) as made:
        with made.change() as c:
            c.exec_driver_sql("UPDATE reading SET data = ? WHERE article = 1", (b"nothing",))
        with pytest.raises(LedgerError, match="a reading cannot be decoded"):
            made.reading(made.ids()[0])
        assert made.reading(made.ids()[1])


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    """The base may grow to no more than its present size, as on a disk that is full."""
    path = tmp_path / "l"
    with filled(path, 6) as made:
        before = contents(made)
        connection = made.engine.raw_connection()
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages}")
        connection.close()
        with pytest.raises(LedgerError, match="the disk is full; nothing was lost"):
            keep_all(made, 200)
        assert made.count() >= 6
    with open_ledger(path) as again:
        assert again.ids()[:6] == [row[1] for row in before["article"]]
        keep_all(again, 16)
        again.settle()
        with filled(tmp_path / "undisturbed", 16) as other:
            assert contents(again) == contents(other)


def keep_all(ledger: Ledger, count: int) -> None:
    for article in articles(count):
        ledger.keep(read_simply(article))


SMALL_FILES = """
import resource, sys
sys.path.insert(0, sys.argv[2])
from ledgers import articles, read_simply
from sayso.ledger import open_ledger
from sayso.model import LedgerError
with open_ledger(sys.argv[1], create=True) as ledger:
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
    try:
        for article in articles(200):
            ledger.keep(read_simply(article))
    except LedgerError as e:
        print(e)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file size are of POSIX")
def test_a_file_that_may_not_grow(tmp_path: Path) -> None:
    """The system itself refuses to write more, the log included."""
    path = tmp_path / "l"
    run = [sys.executable, "-c", SMALL_FILES, str(path), str(Path(__file__).parent)]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    assert "nothing was lost" in done.stdout
    with open_ledger(path) as again:
        kept = again.ids()
        assert 0 < len(kept) < 200
        assert [again.reading(i) for i in kept] == [read_simply(a) for a in articles(200)[: len(kept)]]


@pytest.mark.skipif(ROOT, reason="nothing is closed to the superuser")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    filled(folder / "l", 2).close()
    folder.chmod(0o500)
    try:
        wrong(folder / "new", "cannot be opened", create=True)
        with open_ledger(folder / "l") as closed:
            assert closed.count() == 2
            with pytest.raises(LedgerError, match="nothing can be written"):
                closed.keep(read_simply(articles(3)[2]))
    finally:
        folder.chmod(0o700)


def test_a_folder_without_the_right_to_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the test before, where the superuser runs it."""
    filled(tmp_path / "l", 2).close()
    monkeypatch.setattr("sayso.ledger.opening.os.access", lambda *_: False)
    before = (tmp_path / "l").read_bytes()
    with open_ledger(tmp_path / "l") as closed:
        assert closed.count() == 2
        with pytest.raises(LedgerError, match="nothing can be written to it"):
            closed.keep(read_simply(articles(3)[2]))
    assert (tmp_path / "l").read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["l"]


def test_the_default_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SAYSO_LEDGER", str(tmp_path / "mine"))
    assert default_path() == tmp_path / "mine"
    monkeypatch.delenv("SAYSO_LEDGER")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_path().name == "ledger.sayso"


def test_the_migrations_make_the_tables_that_the_code_knows(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with open_ledger(tmp_path / "l", create=True) as made, made.look() as c:
        assert c.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION
        assert c.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"

        def ours(_o: object, name: str | None, kind: str, _r: bool, _c: object) -> bool:
            return not (kind == "table" and name is not None and "_words" in name)

        context = MigrationContext.configure(c, opts={"include_object": ours})
        assert compare_metadata(context, metadata) == []
