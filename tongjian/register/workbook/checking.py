"""What the sheets of a register workbook must agree on: keys, references, lives, overlaps, circles."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from tongjian.register.paths import Circle, paths_of
from tongjian.register.spans import without
from tongjian.register.workbook.cells import CellError, Page
from tongjian.register.workbook.sheets import BY_NAME, SHEETS
from tongjian.register.workbook.values import Row, read_rows

Span = tuple[date, date]


@dataclass(frozen=True)
class Known:
    """What the register already holds of the things a file refers to.

    ``organs``: code to (id, life). ``superiors``: (kind, id) to present superiors. ``holders``: commitment to
    (id, name). ``keeps``: whether whoever imports may keep the register at an organ (None: for a new root).
    """

    organs: Mapping[str, tuple[str, list[Span]]] = field(default_factory=dict)
    superiors: Mapping[tuple[str, str], list[tuple[str | None, date, date]]] = field(default_factory=dict)
    holders: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    commitment: Callable[[str], str] = str
    keeps: Callable[[str | None], bool] = lambda organ: True


@dataclass
class Filled:
    """The rows of a workbook by sheet, and everything that is wrong with them."""

    rows: dict[str, list[Row]]
    errors: list[CellError]

    def keyed(self, sheet: str) -> dict[str, Row]:
        key = BY_NAME[sheet].key
        keyed: dict[str, Row] = {}
        for row in self.rows[sheet]:
            keyed.setdefault(row[key] or "", row)
        return keyed


def read_filled(pages: Iterable[Page], file: str) -> Filled:
    """Read the pages that belong to the register; the others are left alone."""
    filled = Filled({sheet.name: [] for sheet in SHEETS}, [])
    found = False
    for page in pages:
        if page.sheet in BY_NAME:
            found = True
            filled.rows[page.sheet] += read_rows(page, filled.errors)
    if not found:
        filled.errors.append(
            CellError(
                file, "", "", "没有可以导入的工作表", f"请使用模板；工作表名称应为：{'、'.join(BY_NAME)}"
            )
        )
    return filled


def check(filled: Filled, known: Known) -> list[CellError]:
    """Everything the sheets disagree on, in the order of the sheets, after what could not be read."""
    errors = filled.errors
    _dates(filled, errors)
    _keys(filled, known, errors)
    _references(filled, known, errors)
    _lives(filled, known, errors)
    _tenures(filled, errors)
    _relations(filled, known, errors)
    _persons(filled, known, errors)
    _powers(filled, known, errors)
    return errors


def _dates(filled: Filled, errors: list[CellError]) -> None:
    for rows in filled.rows.values():
        for row in rows:
            first, until = row["valid_from"], row["valid_to"]
            if first and until and first >= until:
                errors.append(
                    row.wrong("valid_to", f"终止日期 {until} 不晚于起始日期 {first}", "请核对两个日期")
                )


def _keys(filled: Filled, known: Known, errors: list[CellError]) -> None:
    for sheet in SHEETS:
        seen: dict[str, Row] = {}
        for row in filled.rows[sheet.name] if sheet.key else ():
            key = row[sheet.key]
            if key and key in seen:
                errors.append(
                    row.wrong(sheet.key, f"编号“{key}”与 {seen[key].at(sheet.key)} 重复", "请改用不同的编号")
                )
            seen.setdefault(key or "", row)
    codes: dict[str, str] = {}
    for row in filled.rows["机关"]:
        name = "code" if row["code"] else "key"
        code = row[name] or ""
        if code in known.organs:
            errors.append(row.wrong(name, f"代码“{code}”的机关已在登记册中", "请删除此行，或直接引用该代码"))
        elif name == "code" and code in codes:
            errors.append(row.wrong(name, f"代码“{code}”与 {codes[code]} 重复", "请核对代码"))
        codes.setdefault(code, row.at(name))


def _references(filled: Filled, known: Known, errors: list[CellError]) -> None:
    keys = {sheet.name: set(filled.keyed(sheet.name)) for sheet in SHEETS if sheet.key}
    for sheet in SHEETS:
        for column in sheet.columns:
            for row in filled.rows[sheet.name] if column.refers_to else ():
                key = row[column.name]
                if (
                    not key
                    or key in keys[column.refers_to]
                    or (column.refers_to == "机关" and key in known.organs)
                ):
                    continue
                errors.append(
                    row.wrong(
                        column.name,
                        f"“{column.refers_to}”表中没有编号“{key}”",
                        f"请在“{column.refers_to}”表中登记，或改正编号",
                    )
                )
                row.values[column.name] = None
    for row in filled.rows["任职"]:
        if row["kind"] == "vacant" and row["holder"]:
            errors.append(row.wrong("holder", "空缺的职务填写了人员", "请清空人员编号，或改正任职方式"))
        elif row["kind"] and row["kind"] != "vacant" and row["holder"] == "":
            errors.append(
                row.wrong("holder", "没有填写任职人员", "请填写人员编号；职务空缺的，任职方式填“空缺”")
            )


def _lives(filled: Filled, known: Known, errors: list[CellError]) -> None:
    """A body lies within the life of its organ, a post within its body, a tenure within its post."""
    organs = filled.keyed("机关")
    for sheet, parent in (
        ("班子", "organ"),
        ("职务", "body"),
        ("任职", "post"),
        ("关系", "lower"),
        ("关系", "upper"),
    ):
        of = next(column.refers_to for column in BY_NAME[sheet].columns if column.name == parent)
        owners = organs if of == "机关" else filled.keyed(of)
        for row in filled.rows[sheet]:
            key = row[parent]
            if not key or not row.whole:
                continue
            if key in owners:
                lives = [owners[key].span] if owners[key].whole else []
            else:
                lives = known.organs[key][1] if of == "机关" else []
            outside = without(row.span, lives) if lives else []
            if outside:
                errors.append(
                    row.wrong(
                        "valid_from" if outside[0][0] == row.span[0] else "valid_to",
                        f"{outside[0][0]} 时所属的{of}“{key}”并不存在",
                        "请核对日期",
                    )
                )


def _tenures(filled: Filled, errors: list[CellError]) -> None:
    by_post: dict[str, list[Row]] = defaultdict(list)
    for row in filled.rows["任职"]:
        if row["post"] and row.whole:
            by_post[row["post"]].append(row)
    for rows in by_post.values():
        _clashes(rows, "同一职务的任职时间", errors)


def _relations(filled: Filled, known: Known, errors: list[CellError]) -> None:
    new = filled.keyed("机关")

    def identity(key: str) -> str:
        return key if key in new or key not in known.organs else known.organs[key][0]

    usable = [row for row in filled.rows["关系"] if row["lower"] and row["upper"] is not None and row.whole]
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in usable:
        pair = (row["upper"],) if row["kind"] == "stationed_at" else ()
        groups[(row["kind"], row["lower"], *pair)].append(row)
        already = known.superiors.get((row["kind"], identity(row["lower"])), [])
        if any(first < row.span[1] and row.span[0] < until for _, first, until in already if not pair):
            errors.append(row.wrong("lower", "登记册中该机关同期已有同类上级", "请先在登记册中终止原关系"))
    for rows in groups.values():
        _clashes(rows, "同一机关的同类上级", errors)
    for kind in dict.fromkeys(row["kind"] for row in usable):
        _circles([row for row in usable if row["kind"] == kind], kind, known, identity, errors)


def _circles(
    rows: list[Row], kind: str, known: Known, identity: Callable[[str], str], errors: list[CellError]
) -> None:
    superiors: dict[str, list[tuple[str | None, date, date]]] = defaultdict(list)
    for (other, organ), found in known.superiors.items():
        if other == kind:
            superiors[organ] += found
    at: dict[str, Row] = {}
    for row in rows:
        at.setdefault(identity(row["lower"]), row)
        superiors[identity(row["lower"])].append(
            (identity(row["upper"]) if row["upper"] else None, *row.span)
        )
    told: set[frozenset[str]] = set()
    for row in rows:
        try:
            paths_of(identity(row["lower"]), lambda organ: superiors.get(organ, ()))
        except Circle as circle:
            if frozenset(circle.chain) not in told:
                told.add(frozenset(circle.chain))
                place = at[next(organ for organ in circle.chain if organ in at)]
                named = " → ".join(at[organ]["lower"] if organ in at else organ for organ in circle.chain)
                errors.append(
                    place.wrong("upper", f"自 {circle.day} 起上下级成环：{named}", "请核对上级机关")
                )


def _clashes(rows: list[Row], what: str, errors: list[CellError]) -> None:
    ordered = sorted(rows, key=lambda row: (row.span, row.number))
    latest = ordered[0] if ordered else None
    for row in ordered[1:]:
        assert latest is not None
        if row.span[0] < latest.span[1]:
            errors.append(
                row.wrong("valid_from", f"{what}与 {latest.at('valid_from')} 重叠", "请核对起止日期")
            )
        if row.span[1] > latest.span[1]:
            latest = row


def _persons(filled: Filled, known: Known, errors: list[CellError]) -> None:
    seen: dict[str, Row] = {}
    for row in filled.rows["人员"]:
        number = row["number"]
        if not number:
            continue
        if number in seen:
            errors.append(
                row.wrong("number", f"身份证号与 {seen[number].at('number')} 重复", "同一人请只登记一行")
            )
        seen.setdefault(number, row)
        holder = known.holders.get(known.commitment(number))
        if holder and row["name"] and holder[1] != row["name"]:
            errors.append(row.wrong("name", "该身份证号在登记册中属于另一姓名", "请核对姓名和号码"))


def _powers(filled: Filled, known: Known, errors: list[CellError]) -> None:
    """Whoever imports must hold the power at every organ of the register that the file touches."""
    new = filled.keyed("机关")
    for sheet, names in (("班子", ("organ",)), ("关系", ("lower", "upper"))):
        for row in filled.rows[sheet]:
            for name in names:
                key = row[name]
                if key and key not in new and not known.keeps(known.organs[key][0]):
                    errors.append(row.wrong(name, f"没有登记机关“{key}”的权限", "请向该机关管理员申请授权"))
    placed = {row["lower"] for row in filled.rows["关系"] if row["kind"] == "managed_by" and row["upper"]}
    if not known.keeps(None):
        for key, row in new.items():
            if key and key not in placed:
                errors.append(row.wrong("key", "没有写明管理它的上级机关", "请在“关系”表中填写其管理上级"))
