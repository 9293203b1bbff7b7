"""Invented places and persons. Pure.

No list of real names stands behind these: places join two syllables that no division of the country joins,
given names are drawn from words for plants, water and weather.
"""

import random
from datetime import date, timedelta

from tongjian.register.numbers import citizen_check_digit

LABEL = "（示例）"
PROVINCE, CITY = "云岭省", "青禾市"
AREA = "99"
PROVINCE_AREA, CITY_AREA = f"{AREA}0000", f"{AREA}0100"
COUNTIES = ("穗原区", "漱石县", "蓼滩县", "槿溪县", "鹤沚县", "晴岚县")

_PLACE_FIRST = "麦菱荻蘅榆柘椒苇菖菰芷桐椴栎"
_PLACE_SECOND = "汀坞矶埠渚垄塬坳渡"
_SURNAMES = (
    "林乔石沈陆顾严温宋杜章袁邹柏葛奚钟范鲁韦马凤花方俞任柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮"
    "卞齐康伍余元卜孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈茅庞熊纪舒屈项祝董梁蓝闵席季麻强贾路娄危"
)
_GIVEN_FIRST = "禾溪岚松竹砚茗芦荻蘅椿桐榆槿葵苇菖穗稷麦雨霁雪霜露岫峦泊汀湄澜沚溯沅清知望鹤雁鸿鹭青苍素朴"
_GIVEN_SECOND = "川原舟帆笙笛弦歌言行之然若如予同和平安宁远达明朗晖晴野陌畴垣坪渡渠泉石木叶苗秋春夏冬晨"


def township_names(count: int, chance: random.Random) -> list[str]:
    """So many names of townships, each different."""
    every = [first + second for first in _PLACE_FIRST for second in _PLACE_SECOND]
    return chance.sample(every, count)


def person_name(chance: random.Random) -> str:
    """A name of two or three characters; now and then two persons bear the same one, as people do."""
    surname = chance.choice(_SURNAMES)
    if chance.random() < 0.18:
        return surname + chance.choice(_GIVEN_FIRST)
    return surname + chance.choice(_GIVEN_FIRST) + chance.choice(_GIVEN_SECOND)


def citizen_number(area: str, serial: int, chance: random.Random) -> str:
    """A number that is valid and belongs to nobody: its area code begins with 99.

    >>> citizen_number("990101", 7, random.Random(1))[:6]
    '990101'
    """
    born = date(1964, 1, 1) + timedelta(days=chance.randrange(9500))
    first = f"{area}{born:%Y%m%d}{serial % 1000:03d}"
    return first + citizen_check_digit(first)
