"""The closed vocabularies of evidence, each word with its Chinese name.

The words are those of the rulebook (`tongjian.rulebook.schema`); a test compares them.
"""

from django.utils.translation import gettext_lazy as _

EXHIBIT_KINDS = {
    "plan": _("计划、方案"),
    "list": _("清单"),
    "notice": _("通知"),
    "agenda": _("议程"),
    "attendance": _("出席记录"),
    "minutes": _("会议记录、纪要"),
    "speech": _("发言材料"),
    "self_check": _("对照检查材料"),
    "opinions": _("意见建议"),
    "talk_record": _("谈话记录"),
    "reply": _("答复、说明"),
    "report": _("报告"),
    "form": _("表格"),
    "vote_record": _("表决记录"),
    "dissent_record": _("不同意见记录"),
    "decision_document": _("决定文书"),
    "receipt": _("回执"),
    "feedback": _("反馈意见"),
    "public_notice": _("公示、公开材料"),
    "survey": _("测评、调查结果"),
    "visit_record": _("走访、回访记录"),
    "closeout_proof": _("整改销号材料"),
    "mechanism_document": _("机制文件"),
    "system_document": _("制度文件"),
    "signature": _("签字材料"),
    "dual_signature": _("双签字材料"),
    "dossier_entry": _("廉政档案记录"),
    "sealed_handover": _("密封移交材料"),
    "analysis": _("分析报告"),
    "recommendation_document": _("建议书"),
    "transfer_document": _("移送文书"),
    "calendar_entry": _("日程记录"),
}
SECRECY = {
    "public": _("公开"),
    "internal": _("内部"),
    "work_secret": _("工作秘密"),
    "personnel": _("人事信息"),
    "case_restricted": _("办案限制"),
    "reporter_identity": _("举报人信息"),
    "offline_only": _("仅限线下保管"),
}
# Whoever reads the content of these does it freely; every other reading is logged with its reason.
READ_FREELY = ("public", "internal")
