"""Mistakes inside one measure: fields that do not go together, parameters and the bounds of their values."""

from tongjian.rulebook.errors import BookError, Said


class DuplicateSlug(BookError):
    """Two measures of one clause have one slug."""

    what = Said("措施代号 `{slug}` 重复（首见于第 {line} 行）。", "duplicate slug `{slug}` (first on line {line})")
    cure = Said("同一条内，每项措施请各用一个 `slug`。", "give each measure of a clause its own slug")


class EndsBeforeItBegins(BookError):
    """A measure ends before it is in force."""

    what = Said(
        "措施于 {until} 终止，不晚于生效之日 {in_force}。", "the measure ends on {until}, before it begins ({in_force})"
    )
    cure = Said("请使 `until` 晚于 `in_force`。", "let `until` be later than `in_force`")


class NotOneGenerator(BookError):
    """A measure derives its duties in several ways, or in none."""

    what = Said("`derives` 之下须有且只有一种产生方式。", "`derives` needs exactly one of periodic, event, continuous")
    cure = Said(
        "请在 `periodic`（定期）、`event`（事件触发）、`continuous`（持续）中只写一种；须分别产生的，分成几项措施。",
        "name one of them; write several measures where several are meant",
    )


class NeverDerives(BookError):
    """A gate, permission, prohibition, right or principle derives duties."""

    what = Said("`kind: {kind}` 的措施不产生责任。", "a {kind} never derives duties")
    cure = Said("请删去 `derives`，或者更正 `kind`。", "remove `derives`, or correct `kind`")


class DerivesFromTooLittle(BookError):
    """A measure derives duties of nobody, about nothing or without an exhibit."""

    what = Said(
        "产生责任的措施，须写明由谁承担（`bearer`）、对象（`subject`）和至少一种材料（`exhibits`）。",
        "a measure that derives needs `bearer`, `subject` and at least one of `exhibits`",
    )
    cure = Said("请补齐；不产生责任的，删去 `derives`。", "add what is missing, or remove `derives`")


class ExposureWithoutHolder(BookError):
    """A minimum time in post is asked of posts that nobody need hold."""

    what = Said("`min_exposure` 只适用于有人任职的职务。", "min_exposure needs subject.occupied")
    cure = Said(
        "请在 `subject` 中写上 `occupied: true`，或者删去 `min_exposure`。",
        "write `occupied: true` under `subject`, or remove `min_exposure`",
    )


class PersonalWithoutPost(BookError):
    """A duty goes with a person though it is about no post."""

    what = Said("只有以职务为对象的责任才可随人（`personal`）。", "only a duty about a post can be personal")
    cure = Said(
        "请删去 `personal`，或者把 `subject` 改为 `kind: post`。", "remove `personal`, or let `subject` be of kind post"
    )


class RolesOfNoPost(BookError):
    """Roles or holders are asked of something that is no post."""

    what = Said(
        "`roles` 和 `occupied` 只适用于职务（`kind: post`）。", "roles and occupied belong to subjects of kind post"
    )
    cure = Said("请删去这两个字段，或者改为 `kind: post`。", "remove them, or write `kind: post`")


class NobodyConfirms(BookError):
    """A step of escalation that a person must decide names no person."""

    what = Said("`do: {step}` 须由人决定，不得自动进行。", "`{step}` needs `confirm`: a person decides")
    cure = Said("请在 `confirm` 中写明由谁确认。", "name under `confirm` who decides")


class GateWithoutItems(BookError):
    """A gate holds nothing up."""

    what = Said("关口（`kind: gate`）没有列明须具备的条件。", "a gate needs its items")
    cure = Said("请在 `gate` 中逐项列明，或者更正 `kind`。", "list them under `gate`, or correct `kind`")


class SuggestionWithoutValue(BookError):
    """A parameter runs on a suggestion that is not there."""

    what = Said("`until_signed: suggest` 须有建议值。", "`until_signed: suggest` needs a value")
    cure = Said(
        "请在 `suggest` 中写上建议值，或者删去 `until_signed`。", "write it under `suggest`, or remove `until_signed`"
    )


class UndeclaredParameter(BookError):
    """A measure uses a parameter that it does not declare."""

    what = Said("参数 `{parameter}` 没有声明。", "unknown parameter `{parameter}`")
    cure = Said("请在措施 `{measure}` 的 `parameters` 中声明。", "declare it under `parameters` of `{measure}`")


class ParameterOfOtherType(BookError):
    """A parameter stands where another type is needed."""

    what = Said(
        "参数 `{parameter}` 的类型是 `{type}`，此处须用 `{wanted}`。",
        "`{parameter}` is of type {type}, here a {wanted} is needed",
    )
    cure = Said("请声明为 `type: {wanted}`，或者改用别的参数。", "declare it with `type: {wanted}`, or use another")


class UnusedParameter(BookError):
    """A parameter gives the measure nothing."""

    what = Said("`derives` 没有用到参数 `{parameter}`。", "nothing in `derives` uses the parameter `{parameter}`")
    cure = Said(
        "请在应取其值之处写 `{{parameter: {parameter}}}`，或者删去。",
        "use it as {{parameter: {parameter}}}, or remove it",
    )


class BoundOfList(BookError):
    """A list has a bound."""

    what = Said("清单类参数（`type: list`）没有最宽限度。", "a parameter of type list has no bound")
    cure = Said("请删去 `loosest`。", "leave `loosest` out")


class NotOfType(BookError):
    """A value is not of the type of its parameter."""

    what = Said("`{value}` 不是 `{type}` 类参数的值{because}。", "`{value}` is no value of type {type}{because}")
    cure = Said("{form}", "{form}")


class NotComparable(BookError):
    """Of a value and its bound nobody could say which is the stricter."""

    what = Said("`{value}` 与 `{bound}` 不能比较宽严{because}。", "`{value}` and `{bound}` cannot be compared{because}")
    cure = Said("请用与 `{bound}` 相同的单位。", "use the same unit as `{bound}`")


class LooserThanBound(BookError):
    """A value lies beyond the bound of its parameter."""

    what = Said("`{value}` 宽于 `{bound}`{because}。", "`{value}` is looser than `{bound}`{because}")
    cure = Said("请取 `{bound}` 或者更严的值。", "keep `{bound}` or a stricter value")


class NoSuchParameter(BookError):
    """A parameter is signed that the measure does not have."""

    what = Said("措施 `{measure}` 没有参数 `{parameter}`。", "`{measure}` has no parameter `{parameter}`")
    cure = Said("请改签它已有的参数：{known}。", "sign one of its parameters: {known}")


class NumberFixedByPress(BookError):
    """A newspaper text fixes a number as if it were a norm."""

    what = Said(
        "报刊文稿不是规范，`{slug}` 的期限不得以原文为据（`basis: text`）。",
        "a press text is no norm: no time limit of `{slug}` may have `basis: text`",
    )
    cure = Said(
        "请写 `basis: default`，或者改为由党委（党组）签署的参数。",
        "write `basis: default`, or let a party committee sign a parameter",
    )
