"""The translator's kit: a third language is a folder; what it lacks stands in English and is said."""

from __future__ import annotations

import importlib.util
import re
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from tests.cases import CATALOG
from tests.render.sample import sample

from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.core.units import Unit
from khaka.desk.blueprint import write_blueprint
from khaka.locale import LANGUAGES, Translator, coverage, languages
from khaka.render import FACES
from khaka.render.pdf.content import Writer
from khaka.render.voice import notices_of

TOOL = Path(__file__).parents[2] / "tools" / "translation_kit.py"


@pytest.fixture(scope="module")
def kit() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translation_kit", TOOL)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["translation_kit"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def pseudo(kit: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a whole pseudo-language under the code of Marathi."""
    root = tmp_path_factory.mktemp("locale")
    kit.pseudo("mr", root)
    return root


def test_languages_are_the_folders(pseudo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert LANGUAGES == languages() == ("en", "hi")
    monkeypatch.setenv("KHAKA_LOCALE", str(pseudo))
    assert languages() == ("en", "hi", "mr")
    with pytest.raises(ValueError, match="mr"):
        Translator("bn")


def test_hindi_passes_its_own_check(kit: ModuleType) -> None:
    faults, cover = kit.check("hi", kit.PACKAGE)
    assert not faults
    assert all(done == total for done, total in cover.values()) and sum(t for _, t in cover.values()) > 3000


def test_a_new_catalogue_has_every_key_blank_with_notes(kit: ModuleType, tmp_path: Path) -> None:
    kit.new("pl", tmp_path)
    blank, english = dict(kit.domains("pl", tmp_path)), dict(kit.domains("en"))
    assert blank.keys() == english.keys()
    for domain, catalogue in blank.items():
        assert {kit.key_of(m) for m in catalogue if m.id} == {kit.key_of(m) for m in english[domain] if m.id}
    points = blank["kit"].get("number.points")
    assert isinstance(points.string, tuple) and len(points.string) == 3  # Polish has three forms
    assert any(note.startswith("Hindi: प्रतिशत अंक") for note in points.auto_comments)
    faults, cover = kit.check("pl", tmp_path)
    assert not faults and sum(done for done, _ in cover.values()) == 0


def test_what_is_translated_stays_when_the_catalogue_is_made_again(kit: ModuleType, tmp_path: Path) -> None:
    kit.new("ta", tmp_path)
    catalogue = dict(kit.domains("ta", tmp_path))["kit"]
    catalogue.get("number.lakh").string = "லட்சம்"
    kit.write(catalogue, tmp_path / "ta" / "LC_MESSAGES" / "kit.po")
    kit.new("ta", tmp_path)
    assert dict(kit.domains("ta", tmp_path))["kit"].get("number.lakh").string == "லட்சம்"
    assert kit.check("ta", tmp_path)[1]["kit"][0] == 1


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{bloc} मात्र", "missing"),
        ("{seats} {chance} {extra}", "extra"),
        ("{seats {chance}", "braces"),
        ("{seats} {chance}", None),
    ],
)
def test_placeholders_are_checked(kit: ModuleType, text: str, fault: str | None) -> None:
    english, other = Catalog(locale="en"), Catalog(locale="mr")
    english.add("x.y", "{seats}: {chance}")
    other.add("x.y", text)
    found = kit.compare(english.get("x.y"), other.get("x.y"))
    assert found is None if fault is None else fault in found or "not in the English" in found


def test_half_of_the_plural_forms_is_a_fault(kit: ModuleType) -> None:
    english, other = Catalog(locale="en"), Catalog(locale="mr")
    english.add(("x", "x"), ("{n} seat", "{n} seats"))
    other.add(("x", "x"), ("{n} जागा", ""))
    assert "plural" in kit.compare(english.get("x"), other.get("x"))


def test_wrong_usage_says_how(kit: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert kit.main(["bring", "ta", "x"]) == 2 and kit.main([]) == 2
    assert "new|check|compile|pseudo" in capsys.readouterr().err


def test_a_missing_text_is_english_and_the_page_says_so(
    kit: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kit.new("ne", tmp_path)
    catalogue = dict(kit.domains("ne", tmp_path))["pdf"]
    catalogue.get("pdf.contents").string = "विषयसूची"
    kit.write(catalogue, tmp_path / "ne" / "LC_MESSAGES" / "pdf.po")
    kit.compile_language("ne", tmp_path)
    monkeypatch.setenv("KHAKA_LOCALE", str(tmp_path))
    say = Translator("ne")
    assert say.text(msg("pdf.contents")) == "विषयसूची"
    assert say.text(msg("pdf.annex")) == Translator("en").text(msg("pdf.annex"))
    assert say.number(119494952, Unit.VOTES, style="short") == "11.9 crore"
    assert coverage("ne").done == 1 and coverage("ne").missing == coverage("en").total - 1
    notices = [say.text(n) for n in notices_of(sample(), "ne")]
    assert str(coverage("ne").missing) in notices[-1] and len(notices) == len(sample().notices) + 1
    assert notices_of(sample(), "hi") == sample().notices


def test_a_page_in_a_language_that_is_one_folder(pseudo: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The print's data and the web page: every text of the programme's own comes from the new catalogue."""
    monkeypatch.setenv("KHAKA_LOCALE", str(pseudo))
    data = Writer(sample(), "mr").document()
    own = {k: v for k, v in data["labels"].items() if k not in ("letters", "parts")}
    assert all(v.startswith("[") for v in own.values()), own
    assert data["notices"] == [Translator("mr").text(n) for n in sample().notices]
    (path,) = FACES["html"].write(sample(), ("mr",), tmp_path)
    page = path.read_text("utf-8")
    assert '<html lang="mr"' in page and "[Cónténts]" in page and ">Contents<" not in page
    assert Translator("mr").number(1234567, Unit.VOTES) == "12,34,567"
    assert Translator("mr", "deva").number(382, Unit.SEATS) == "३८२"


def test_a_language_without_a_catalogue_is_refused_in_words(tmp_path: Path) -> None:
    for wanted in (["bn"], ["xx", "en"], []):
        with pytest.raises(KhakaError) as found:
            write_blueprint(CATALOG, "mission-2024", tmp_path, languages=wanted)
        assert found.value.message.key == "error.language.none"
    with pytest.raises(KhakaError) as wrong:
        write_blueprint(CATALOG, "mission-2024", tmp_path, digits="roman")
    assert wrong.value.message.key == "error.digits" and not list(tmp_path.iterdir())


def test_devanagari_digits_leave_ids_alone(tmp_path: Path) -> None:
    """Every face in Hindi; English and the data for machines stay as they are."""
    blueprint = sample()
    wanted = replace(blueprint, mission={**blueprint.mission, "digits": "devanagari"})
    for blue, has in ((blueprint, False), (wanted, True)):
        data = Writer(blue, "hi").document()
        assert ("२०९" in str(data["leader"])) is has and data["digits"] == ("deva" if has else "latn")
        assert "209" in str(Writer(blue, "en").document()["leader"])
    say = Translator("hi", "deva")
    kept = "UP-36, LS2019, s1.inc.seats, https://x.example/12 v2.0 C04"
    assert say.numerals(kept) == kept and say.numerals("2009-19 में 26–144 (100 में 7)") == "२००९-१९ में २६–१४४ (१०० में ७)"
    assert not re.search(r"[०-९]", Translator("en", "deva").number(5432, Unit.SEATS))
    (plain,) = FACES["json"].write(wanted, ("hi",), tmp_path)
    assert not re.search(r"[०-९]", plain.read_text("utf-8"))
