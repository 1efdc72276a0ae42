#!/usr/bin/env python3
"""Opens the official papers with other programs: DOCX with LibreOffice, the Typst source with typst.

    check.py LIANBAN BUNDLES FOLDER [--no-office]

Looks at the pages (how many, which paper), and at the text that a reader can search for.
"""

import pathlib
import re
import subprocess
import sys

import typst

# Bundle, day of submission, paper of the flow diagram in points (A4 595 x 842, A3 842 x 1191).
BUNDLES = [("我要开餐馆", "2026-09-28", (595, 842)), ("滕州工程建设", None, (842, 1191))]


def pages(pdf):
    """Width and height of every page, in points."""
    told = subprocess.run(["pdfinfo", "-l", "-1", pdf], capture_output=True, text=True, check=True).stdout
    sizes = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", told)
    return [(round(float(width)), round(float(height))) for width, height in sizes]


def words(pdf):
    """All text, without white space."""
    told = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout
    return re.sub(r"\s", "", told)


def names(markdown):
    """Items and materials, from the Markdown of the same papers."""
    return set(re.findall(r"《[^》]+》", markdown))


def look(pdf, title, wanted, drawn, chart):
    sizes, text = pages(pdf), words(pdf)
    assert len(sizes) >= 2, (pdf, sizes)
    assert sizes[0] == (595, 842), (pdf, sizes)
    behind = sizes[-2:] if chart else sizes[-1:]
    assert behind[0] == drawn, (pdf, sizes)
    if chart:
        assert behind[1] == (842, 595), (pdf, sizes)
    assert title in text, (pdf, title)
    missing = [name for name in wanted if name not in text]
    assert not missing, (pdf, missing)
    for number in range(1, len(sizes) + 1):
        assert f"—{number}—" in text, (pdf, number)
    return len(sizes)


def converted(documents, folder, profile):
    """Makes PDFs, with a profile of its own: a LibreOffice that is open elsewhere is left alone."""
    own = f"-env:UserInstallation={profile.as_uri()}"
    convert = ["soffice", own, "--headless", "--convert-to", "pdf", "--outdir", folder, *documents]
    subprocess.run(convert, check=True, capture_output=True)
    for document in documents:
        assert pages(document.with_suffix(".pdf")), document


def main():
    lianban, bundles, folder = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    for bundle, start, drawn in BUNDLES:
        place = folder / bundle
        submitted = ["--start", start] if start else []
        for kind in ["docx", "typ", "md"]:
            command = [lianban, "guide", bundles / bundle, "--as", kind, "-o", place / kind, *submitted]
            subprocess.run(command, check=True, capture_output=True)
        documents = sorted((place / "docx").glob("*.docx"))
        assert len(documents) >= 4, documents
        wanted = names((place / "md" / "办事指南.md").read_text())
        assert len(wanted) > 3, wanted
        title = next(iter((place / "md" / "办事指南.md").read_text().splitlines())).removeprefix("# ")
        title = re.sub(r"\\(.)|\s", r"\1", title)
        read = "not opened"
        if "--no-office" not in sys.argv:
            converted(documents, place / "docx", folder / "profile")
            read = look(place / "docx" / "办事指南.pdf", title, wanted, drawn, start)
        sources = sorted((place / "typ").glob("*.typ"))
        assert len(sources) == len(documents), (sources, documents)
        for source in sources:
            typst.compile(source, output=source.with_suffix(".pdf"), root=place / "typ")
        printed = look(place / "typ" / "办事指南.pdf", title, wanted, drawn, start)
        print(f"{bundle}: {len(documents)} papers; pages of 办事指南: DOCX {read}, PDF {printed}")


main()
