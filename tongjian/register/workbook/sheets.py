"""The sheets of the register workbook: columns, which must be filled, and what each may hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tongjian.register import vocabulary

Kind = Literal["text", "key", "date", "whole", "word", "citizen", "code"]


@dataclass(frozen=True)
class Column:
    """One column: its heading, the name it is known by, and what it may hold."""

    heading: str
    name: str
    kind: Kind = "text"
    required: bool = False
    words: Mapping[str, object] | None = None
    refers_to: str = ""
    length: int = 200
    note: str = ""


@dataclass(frozen=True)
class Sheet:
    """One sheet; a ``key`` column names its rows within the file."""

    name: str
    columns: tuple[Column, ...]
    key: str = ""


_FROM = Column("起始日期", "valid_from", "date", required=True, note="如 2024-03-05、2024年3月5日、2024.3.5")
_TO = Column("终止日期", "valid_to", "date", note="留空：至今")

SHEETS = (
    Sheet(
        "机关",
        (
            Column(
                "机关编号",
                "key",
                "key",
                required=True,
                length=40,
                note="本文件内引用；未填机关代码时存为机关代码",
            ),
            Column("名称", "name", required=True),
            Column("简称", "short_name", length=100),
            Column("类别", "organ_class", "word", required=True, words=vocabulary.ORGAN_CLASSES),
            Column("层级", "level", "word", required=True, words=vocabulary.LEVELS),
            Column("行政区划代码", "area_code", "key", length=12),
            Column("机关代码", "code", "code", length=40, note="18 位的按统一社会信用代码校验"),
            Column("设立日期", "valid_from", "date", required=True, note=_FROM.note),
            Column("撤销日期", "valid_to", "date", note=_TO.note),
        ),
        key="key",
    ),
    Sheet(
        "班子",
        (
            Column("班子编号", "key", "key", required=True, length=40),
            Column(
                "机关编号",
                "organ",
                "key",
                required=True,
                refers_to="机关",
                note="本文件的机关编号，或登记册中的机关代码",
            ),
            Column("名称", "name", required=True),
            Column("班子类别", "kind", "word", required=True, words=vocabulary.BODY_KINDS),
            _FROM,
            _TO,
        ),
        key="key",
    ),
    Sheet(
        "职务",
        (
            Column("职务编号", "key", "key", required=True, length=40),
            Column("班子编号", "body", "key", required=True, refers_to="班子"),
            Column("职务名称", "title", required=True),
            Column("角色", "role", "word", required=True, words=vocabulary.ROLES),
            Column("排序", "precedence", "whole", note="班子内排序，从 1 起；留空为 1"),
            Column("分管", "charge", length=500),
            _FROM,
            _TO,
        ),
        key="key",
    ),
    Sheet(
        "人员",
        (
            Column("人员编号", "key", "key", required=True, length=40),
            Column("姓名", "name", required=True, length=100),
            Column("身份证号", "number", "citizen", note="文本格式；只留校验值，不存号码"),
        ),
        key="key",
    ),
    Sheet(
        "任职",
        (
            Column("职务编号", "post", "key", required=True, refers_to="职务"),
            Column("人员编号", "holder", "key", refers_to="人员", note="空缺时留空"),
            Column("任职方式", "kind", "word", required=True, words=vocabulary.TENURE_KINDS),
            Column("任职日期", "valid_from", "date", required=True, note=_FROM.note),
            Column("免职日期", "valid_to", "date", note=_TO.note),
        ),
    ),
    Sheet(
        "关系",
        (
            Column("下级机关编号", "lower", "key", required=True, refers_to="机关"),
            Column("上级机关编号", "upper", "key", refers_to="机关", note="留空：上级不在本系统内"),
            Column("关系", "kind", "word", required=True, words=vocabulary.RELATION_KINDS),
            _FROM,
            _TO,
        ),
    ),
)
BY_NAME = {sheet.name: sheet for sheet in SHEETS}
IGNORED = ("备注", "序号", "说明")
