"""Marks of state secrets: this system is 仅限非涉密, what bears such a mark is refused. Pure.

Rather refuses too much than too little; words that merely contain the characters (密码, 工作秘密) pass.
"""

import re
import unicodedata

# 公文 set the two characters of a mark apart (GB/T 9704), so blanks between them count for nothing.
MARK = re.compile(r"绝密(?!切)|机密(?![码钥])|(?<!工作)(?<!商业)(?<!技术)(?<!国家)(?<!个人)(?<!通信)秘密|[绝机秘]密★")


def state_secret_mark(*texts: str) -> str:
    """The first mark found in the texts, or nothing.

    >>> state_secret_mark("机　密★10年  关于……的请示")
    '机密'
    >>> state_secret_mark("计算机密码管理制度", "保守工作秘密承诺书")
    ''
    """
    for text in texts:
        if "密" not in text:
            continue
        found = MARK.search(re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)))
        if found:
            return found.group().rstrip("★")
    return ""
