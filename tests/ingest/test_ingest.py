"""Files in, raw reports or reasons out: every format, every kind of path, every way to be broken."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest

from detente.errors import InputError
from detente.ingest import READERS, read_reports
from detente.ingest.dates import read_published
from detente.records.raw import RawReport, Skipped

TEXT = "Ruritania opens the river.\r\n\r\nFreedonia thanks it.\r\n"
PAGE = """<!doctype html><html lang="en"><head><title>River opens again</title>
<meta property="og:site_name" content="Strelsau Post"><meta property="article:published_time" content="2019-05-03T10:00:00Z">
<link rel="canonical" href="https://post.example.org/river"></head><body><nav><a href="/">Home</a></nav><article>
<h1>River opens again</h1><p>The governments of Ruritania and Freedonia agreed on Monday to open the river to ships of both
states again, after nine years.</p><p>The foreign minister of Freedonia signed the protocol in Klow after two days of talks
with her colleague, and both shook hands.</p></article></body></html>"""


def reports(*paths: Path | str, **options: str) -> list[RawReport]:
    """What could be read; fails where something was skipped."""
    found = list(read_reports([str(path) for path in paths], **options))  # type: ignore[arg-type]
    assert [item for item in found if isinstance(item, Skipped)] == []
    return [item for item in found if isinstance(item, RawReport)]


def skipped(*paths: Path | str) -> list[Skipped]:
    """What could not be read."""
    return [item for item in read_reports([str(path) for path in paths]) if isinstance(item, Skipped)]


def write(path: Path, data: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def line(**fields: object) -> str:
    return json.dumps({"text": TEXT, **fields}) + "\n"


@pytest.mark.parametrize(
    ("data", "noted"),
    [
        (TEXT.encode(), False),
        (b"\xef\xbb\xbf" + TEXT.encode(), False),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), False),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), False),
        (TEXT.replace("thanks", "“thanks”").encode("cp1252"), True),
    ],
    ids=["utf-8", "byte-order mark", "utf-16 le", "utf-16 be", "windows-1252"],
)
def test_text_is_kept_character_for_character(tmp_path: Path, data: bytes, noted: bool) -> None:
    (report,) = reports(write(tmp_path / "post.txt", data))
    assert report.text.replace("“", "").replace("”", "") == TEXT
    assert (report.outlet, report.title, report.published, report.format) == ("post", None, None, "txt")
    assert [note.code for note in report.notes] == (["encoding-guessed"] if noted else [])


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("outlet: Strelsau Post\ntitle: A river\ndate: 3 May 2019\n\n", ("Strelsau Post", "A river", "2019-05-03")),
        ("Published: 2019-05-03T10:00:00+02:00\nURL: https://post.example.org/a\n\n", ("post.example.org", None, "2019-05-03T10:00:00+02:00")),
        ("outlet: Post\n", ("Post", None, None)),
        ("Published: the papers of a spy\n", ("a", None, None)),
        ("Ruritania: a history\n\n", ("a", None, None)),
    ],
)  # fmt: skip
def test_head_of_a_text_gives_metadata_and_stays_in_the_text(
    tmp_path: Path, head: str, expected: tuple[str, str | None, str | None]
) -> None:
    (report,) = reports(write(tmp_path / "a.txt", head + TEXT))
    assert (report.outlet, report.title, report.published) == expected
    assert report.text == head + TEXT


def test_jsonl_gives_fields_and_lines(tmp_path: Path) -> None:
    rows = [
        line(id="r1", outlet="Post", title="T", published="2019-05-03", url="https://post.example.org/1", group=4),
        "\n",
        line(title="", url="https://www.wire.example.org/2"),
        line(id=7, text="One\u2028line"),
    ]
    first, second, third = reports(write(tmp_path / "many.jsonl", "".join(rows)))
    assert (first.id, first.outlet, first.title, first.published) == ("r1", "Post", "T", "2019-05-03")
    assert (first.text, first.url, first.where) == (TEXT, "https://post.example.org/1", f"{tmp_path}/many.jsonl:1")
    assert (second.id, second.outlet, second.title) == (None, "wire.example.org", None)
    assert (third.id, third.outlet, third.text, third.where[-2:]) == ("7", "many", "One\u2028line", ":4")


@pytest.mark.parametrize("suffix", [".json", ".ndjson", ".jsonl"])
def test_json_lines_go_by_three_names(tmp_path: Path, suffix: str) -> None:
    assert len(reports(write(tmp_path / f"a{suffix}", line() + line(id="b")))) == 2


def test_json_laid_out_over_lines_is_read_too(tmp_path: Path) -> None:
    found = reports(write(tmp_path / "a.json", json.dumps([{"text": TEXT}, {"text": "b", "id": "b"}], indent=1)))
    assert [(report.text, report.id) for report in found] == [(TEXT, None), ("b", "b")]


def test_lone_surrogates_are_replaced_one_for_one(tmp_path: Path) -> None:
    (report,) = reports(write(tmp_path / "a.jsonl", '{"text": "a\\ud800b \\ud83d\\ude00"}\n'))
    assert report.text == "a\ufffdb \U0001f600"


def test_page_gives_text_and_metadata(tmp_path: Path) -> None:
    (report,) = reports(write(tmp_path / "page.html", PAGE))
    assert (report.outlet, report.title, report.published) == ("Strelsau Post", "River opens again", "2019-05-03")
    assert report.url == "https://post.example.org/river"
    assert "Home" not in report.text
    assert any(one.startswith("The foreign minister of Freedonia signed") for one in report.text.split("\n"))


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "found an empty one"),
        ("a.txt", b" \r\n ", "found an empty one"),
        ("a.txt", b"a\0b", "binary"),
        ("a.txt", bytes(range(256)) * 4, "binary"),
        ("a.txt", b"\xff\xfea", "byte-order mark"),
        ("a.txt", b"caf\xe9 \x81", "other bytes"),
        ("a.jsonl", b'{"text": "a"', "broken JSON"),
        ("a.jsonl", b"[1]\n", "expected a JSON object"),
        ("a.jsonl", b'{"title": "a"}\n', "the field text to be a string, found none"),
        ("a.jsonl", b'{"text": 5}\n', "found a number"),
        ("a.jsonl", b'{"text": "  "}\n', "found an empty one"),
        ("a.jsonl", b"[" * 100_000 + b"\n", "JSON"),
        ("a.json", b'{"a": [}', "broken JSON"),
        ("a.html", b"", "empty"),
        ("a.html", b"no tags here", "found no tag"),
        ("a.html", b"<html><body></body></html>", "no main text"),
        ("a.pdf", b"%PDF", "found .pdf"),
        ("noending", b"text", "found no ending"),
    ],
)
def test_what_cannot_be_read_is_named_with_the_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    path = write(tmp_path / name, data)
    (found,) = skipped(path)
    assert reason in found.reason
    assert found.where.startswith(str(path))
    assert "\n" not in found.reason


def test_rest_of_a_file_is_read_after_a_broken_line(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl", (line(id="a") + '{"text": }\n' + line(id="b")).encode() + b'{"text": "caf\xe9"}\n'
    )
    found = list(read_reports([str(path)]))
    assert [item.id if isinstance(item, RawReport) else item.where[-2:] for item in found] == ["a", ":2", "b", None]
    assert isinstance(found[3], RawReport)
    assert found[3].notes[0].code == "encoding-guessed"


@pytest.mark.parametrize("name", ["missing.txt", "none*.txt", "a\0b", "x" * 5000])
def test_missing_paths_are_skipped(tmp_path: Path, name: str) -> None:
    assert "found nothing of this name" in skipped(f"{tmp_path}/{name}")[0].reason


@pytest.mark.skipif(os.geteuid() == 0, reason="the super-user may read everything")
def test_unreadable_file_is_skipped(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", TEXT)
    path.chmod(0)
    assert "Permission denied" in skipped(path)[0].reason


def test_order_does_not_depend_on_how_files_are_named(tmp_path: Path) -> None:
    for name in ("b.txt", "sub/a.txt", "sub/deep/c.jsonl", "a.txt", ".hidden/x.txt", "notes.md"):
        write(tmp_path / name, line() if name.endswith("jsonl") else TEXT)
    names = [str(tmp_path), f"{tmp_path}/*.txt", f"{tmp_path}/sub/../b.txt", f"{tmp_path}/**/c.*"]
    forwards, backwards = reports(*names), reports(*reversed(names))
    assert forwards == backwards
    assert [Path(report.where).name for report in forwards] == ["a.txt", "b.txt", "a.txt", "c.jsonl:1"]


def test_folder_without_reports_is_named(tmp_path: Path) -> None:
    write(tmp_path / "a.md", "x")
    assert "found none among 1 files" in skipped(tmp_path)[0].reason


@pytest.mark.parametrize(
    ("data", "texts", "kind"),
    [
        (line(id="a") + line(id="b"), [TEXT, TEXT], "jsonl"),
        (TEXT, [TEXT], "txt"),
        ("\ufeff \n" + line(), [TEXT], "jsonl"),
    ],
)
def test_standard_input(data: str, texts: list[str], kind: str) -> None:
    found = list(read_reports(["-"], stdin=io.BytesIO(data.encode())))
    assert [(item.text, item.format) for item in found if isinstance(item, RawReport)] == [
        (text, kind) for text in texts
    ]


def test_options_win(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", line(outlet="Post", title="T", published="2019-05-03"))
    (report,) = reports(path, outlet="Wire", published="4 May 2019", title="U")
    assert (report.outlet, report.title, report.published) == ("Wire", "U", "2019-05-04")


@pytest.mark.parametrize("value", ["yesterday", "2019-13-01", "5/6/2019", "", "2019"])
def test_bad_option_raises_at_once(value: str) -> None:
    with pytest.raises(InputError, match="--published: expected a date"):
        read_reports([], published=value)


@pytest.mark.parametrize(("field", "value"), [("published", "last week"), ("published", 20190503), ("outlet", ["a"])])
def test_bad_metadata_are_left_out_and_noted(tmp_path: Path, field: str, value: object) -> None:
    (report,) = reports(write(tmp_path / "a.jsonl", line(**{field: value})))
    assert (report.published, report.outlet) == (None, "a")
    assert [note.code for note in report.notes] == ["unreadable-metadata"]
    assert report.notes[0].message.startswith(f"{field}: expected")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2015-05-13", "2015-05-13"),
        ("2015-05-13T10:00:00+02:00", "2015-05-13T10:00:00+02:00"),
        ("2015-05-13T10:00:00Z", "2015-05-13T10:00:00Z"),
        ("2015-05-13 10:00", "2015-05-13T10:00:00"),
        ("20150513", "2015-05-13"),
        ("2015/5/3", "2015-05-03"),
        ("May 13, 2015", "2015-05-13"),
        ("Wednesday, 13 May 2015", "2015-05-13"),
        ("13th May 2015", "2015-05-13"),
        ("Wed, 13 May 2015 10:00:00 +0200", "2015-05-13T10:00:00+02:00"),
        ("2015-02-30", None),
        ("30 February 2015", None),
        ("13/05", None),
        ("soon", None),
        ("", None),
        ("²015-05-13", None),
    ],
)
def test_dates_of_publication(value: str, expected: str | None) -> None:
    assert read_published(value) == expected


def test_every_reader_keeps_the_contract(tmp_path: Path) -> None:
    for suffix in READERS:
        data = PAGE if "htm" in suffix else line() if "j" in suffix else TEXT
        (report,) = reports(write(tmp_path / f"file{suffix}", data))
        assert report.text.strip()
        assert report.where.startswith(str(tmp_path))
