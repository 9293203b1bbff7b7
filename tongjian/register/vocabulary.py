"""The closed vocabularies of the register, each word with its Chinese name.

The words are those of the rulebook (`tongjian.rulebook.schema`); a test compares them.
"""

from django.utils.translation import gettext_lazy as _

ORGAN_CLASSES = {
    "party_committee": _("党委"),
    "working_committee": _("党工委"),
    "government": _("人民政府"),
    "street_office": _("街道办事处"),
    "discipline_organ": _("纪检监察机关"),
    "stationed_office": _("派驻机构"),
    "organization_department": _("组织部门"),
    "party_department": _("党委工作部门"),
    "government_department": _("政府部门"),
    "audit_office": _("审计机关"),
    "finance_department": _("财政部门"),
    "statistics_department": _("统计部门"),
    "petition_office": _("信访部门"),
    "peoples_congress": _("人大机关"),
    "political_consultative_conference": _("政协机关"),
    "court": _("法院"),
    "procuratorate": _("检察院"),
    "public_institution": _("事业单位"),
    "state_enterprise": _("国有企业"),
    "university": _("高等学校"),
    "mass_organization": _("群团组织"),
}
LEVELS = {
    "centre": _("中央"),
    "province": _("省级"),
    "city": _("市级"),
    "county": _("县级"),
    "township": _("乡级"),
}
BODY_KINDS = {
    "party_leading_body": _("党委领导班子"),
    "party_group": _("党组"),
    "government_leading_body": _("政府领导班子"),
    "discipline_leading_body": _("纪检监察领导班子"),
    "department_leading_body": _("部门领导班子"),
    "other_leading_body": _("其他领导班子"),
}
ROLES = {
    "top_leader": _("一把手"),
    "deputy": _("副职"),
    "member": _("成员"),
}
TENURE_KINDS = {
    "appointed": _("任命"),
    "elected": _("选举"),
    "acting": _("代理、主持"),
    "concurrent": _("兼任"),
    "vacant": _("空缺"),
}
RELATION_KINDS = {
    "managed_by": _("管理"),
    "led_by": _("领导"),
    "stationed_at": _("派驻"),
}
# A path is kept for these; an office may be stationed at several organs, so that relation has none.
PATH_KINDS = ("managed_by", "led_by")
