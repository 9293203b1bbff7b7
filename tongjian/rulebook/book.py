"""One book read from its folder and checked against its own text.

Refuses a quotation that is not in the clause, a word of the text that nobody accounts for, an id of the
reading that is not reconciled, and every mistake of form; each with file, line, column and cure.
"""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from tongjian.rulebook.accounts import check_clause, check_seals, reconcile
from tongjian.rulebook.clause import FILES, Clause, read_clause, reading_order
from tongjian.rulebook.document import Document
from tongjian.rulebook.errors import BookError, Place, refuse
from tongjian.rulebook.mistakes.form import MissingFile
from tongjian.rulebook.mistakes.shelves import KeyIsNotFolder, StrayFile
from tongjian.rulebook.schema import BookFile
from tongjian.rulebook.templates import check_template

_HEADS = frozenset({"book.yaml", "cast.yaml"})


@dataclass(frozen=True)
class Book:
    """A book as read: its head, its clauses in reading order, and the digest of its files."""

    folder: Path
    document: Document
    file: BookFile
    clauses: tuple[Clause, ...]
    digest: str

    @property
    def key(self) -> str:
        """The name of the book and of its folder."""
        return self.file.key

    def clause(self, key: str) -> Clause:
        """The clause of that key."""
        for clause in self.clauses:
            if clause.key == key:
                return clause
        known = ", ".join(clause.key for clause in self.clauses)
        raise KeyError(f"book {self.key} has no clause {key}; it has {known}")


def read_book(folder: Path) -> Book:
    """Read and check one book by itself; measures of other books are not looked at.

    Raises:
        BookError: the first mistake, with the others of the same pass.
    """
    if not (folder / "book.yaml").exists():
        raise MissingFile(name="book.yaml").at(Place(folder / "book.yaml"))
    return _read(folder, digest_of(folder))


def digest_of(folder: Path) -> str:
    """SHA-256 over the names and bytes of the files that make the book."""
    total = sha256()
    for file in sorted(file for file in folder.rglob("*") if file.suffix in (".md", ".yaml")):
        name = file.relative_to(folder).as_posix()
        total.update(f"{name}\0{sha256(file.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def seal_texts(book: Book) -> str:
    """The ``texts`` mapping for book.yaml: one SHA-256 per clause text; empty for a book without texts."""
    sealed = [f'  "{clause.key}": {clause.text.seal}' for clause in book.clauses if clause.text]
    return "\n".join(["texts:", *sealed]) if sealed else ""


@lru_cache(maxsize=64)
def _read(folder: Path, digest: str) -> Book:
    document = Document(folder / "book.yaml")
    head: BookFile = document.validate(BookFile)
    if head.key != folder.name:
        raise document.problem(("key",), KeyIsNotFolder(key=head.key, folder=folder.name))
    problems, clauses = _stray_files(folder), []
    for place in sorted((path for path in folder.glob("clauses/*") if path.is_dir()), key=reading_order):
        try:
            clauses.append(read_clause(place, head.key))
        except BookError as error:
            problems.extend(error.all)
    problems.extend(problem for clause in clauses for problem in check_clause(clause))
    refuse(problems)
    refuse(
        [
            *check_template(document, head, clauses),
            *check_seals(document, head.texts, clauses),
            *reconcile(document, head, clauses),
        ]
    )
    return Book(folder, document, head, tuple(clauses), digest)


def _stray_files(folder: Path) -> list[BookError]:
    """Files that nobody reads: most often a misspelt name, which would silently drop what it says."""
    strays = [file for file in folder.glob("*.yaml") if file.name not in _HEADS]
    strays += [file for file in folder.glob("clauses/*") if file.is_file()]
    strays += [file for file in folder.glob("clauses/*/*") if file.name not in FILES]
    return [StrayFile(names=sorted(FILES)).at(Place(file)) for file in strays if file.name[0] not in "._"]
