"""Which offices a city, a county and a township have, and which seats each office has. Tables, nothing else."""

from typing import NamedTuple


class Office(NamedTuple):
    """An office by the end of its name; ``head`` is the title of its top leader."""

    ending: str
    organ_class: str
    head: str
    cities_only: bool = False


# Offices of the committee: "青禾市委" + ending.
PARTY = (
    Office("办公室", "party_department", "主任"),
    Office("组织部", "organization_department", "部长"),
    Office("宣传部", "party_department", "部长"),
    Office("统一战线工作部", "party_department", "部长"),
    Office("政法委员会", "party_department", "书记"),
    Office("社会工作部", "party_department", "部长"),
    Office("巡察工作领导小组办公室", "party_department", "主任"),
    Office("机构编制委员会办公室", "party_department", "主任"),
    Office("直属机关工作委员会", "party_department", "书记"),
    Office("党校", "public_institution", "常务副校长"),
    Office("政策研究室", "party_department", "主任", True),
    Office("老干部局", "party_department", "局长", True),
    Office("网络安全和信息化委员会办公室", "party_department", "主任", True),
)

# Departments of the government: "青禾市" + ending.
GOVERNMENT = (
    Office("人民政府办公室", "government_department", "主任"),
    Office("发展和改革局", "government_department", "局长"),
    Office("教育局", "government_department", "局长"),
    Office("科学技术局", "government_department", "局长"),
    Office("工业和信息化局", "government_department", "局长"),
    Office("公安局", "government_department", "局长"),
    Office("民政局", "government_department", "局长"),
    Office("司法局", "government_department", "局长"),
    Office("人力资源和社会保障局", "government_department", "局长"),
    Office("自然资源局", "government_department", "局长"),
    Office("住房和城乡建设局", "government_department", "局长"),
    Office("交通运输局", "government_department", "局长"),
    Office("水务局", "government_department", "局长"),
    Office("农业农村局", "government_department", "局长"),
    Office("商务局", "government_department", "局长"),
    Office("文化和旅游局", "government_department", "局长"),
    Office("卫生健康局", "government_department", "局长"),
    Office("退役军人事务局", "government_department", "局长"),
    Office("应急管理局", "government_department", "局长"),
    Office("市场监督管理局", "government_department", "局长"),
    Office("医疗保障局", "government_department", "局长"),
    Office("综合行政执法局", "government_department", "局长"),
    Office("财政局", "finance_department", "局长"),
    Office("审计局", "audit_office", "局长"),
    Office("统计局", "statistics_department", "局长"),
    Office("信访局", "petition_office", "局长"),
    Office("生态环境局", "government_department", "局长", True),
    Office("林业和园林局", "government_department", "局长", True),
    Office("体育局", "government_department", "局长", True),
    Office("国有资产监督管理局", "government_department", "局长", True),
    Office("金融服务局", "government_department", "局长", True),
    Office("行政审批服务局", "government_department", "局长", True),
    Office("机关事务服务局", "government_department", "局长", True),
    Office("粮食和物资储备局", "government_department", "局长", True),
)

# Others under the committee: "青禾市" + ending.
OTHERS = (
    Office("人民代表大会常务委员会机关", "peoples_congress", "主任"),
    Office("政治协商会议机关", "political_consultative_conference", "主席"),
    Office("人民法院", "court", "院长"),
    Office("人民检察院", "procuratorate", "检察长"),
    Office("总工会", "mass_organization", "主席"),
    Office("共青团委员会", "mass_organization", "书记"),
    Office("妇女联合会", "mass_organization", "主席"),
    Office("科学技术协会", "mass_organization", "主席", True),
    Office("工商业联合会", "mass_organization", "主席", True),
    Office("文学艺术界联合会", "mass_organization", "主席", True),
    Office("残疾人联合会", "mass_organization", "理事长", True),
    Office("城市建设投资有限公司", "state_enterprise", "董事长"),
    Office("水务集团有限公司", "state_enterprise", "董事长"),
    Office("公共交通集团有限公司", "state_enterprise", "董事长", True),
    Office("文化旅游发展有限公司", "state_enterprise", "董事长", True),
    Office("产业投资集团有限公司", "state_enterprise", "董事长", True),
    Office("农业发展集团有限公司", "state_enterprise", "董事长", True),
    Office("粮食储备有限公司", "state_enterprise", "董事长", True),
    Office("学院", "university", "党委书记", True),
    Office("职业技术学院", "university", "党委书记", True),
)

# Institutions stand under the office named second: "青禾市" + ending.
INSTITUTIONS = (
    ("人民医院", "卫生健康局", "党委书记", False),
    ("第一中学", "教育局", "党委书记", False),
    ("融媒体中心", "宣传部", "主任", False),
    ("公共资源交易中心", "人民政府办公室", "主任", False),
    ("中医医院", "卫生健康局", "党委书记", True),
    ("妇幼保健院", "卫生健康局", "党委书记", True),
    ("疾病预防控制中心", "卫生健康局", "主任", True),
    ("第二中学", "教育局", "党委书记", True),
    ("图书馆", "文化和旅游局", "馆长", True),
    ("博物馆", "文化和旅游局", "馆长", True),
    ("住房公积金管理中心", "人民政府办公室", "主任", True),
    ("农业科学研究所", "农业农村局", "所长", True),
    ("水利工程管理处", "水务局", "主任", True),
)

# Stationed offices of the discipline organ, and the endings of the offices they are stationed at.
STATIONS = (
    ("驻党委办公室", ("办公室", "宣传部", "统一战线工作部", "政法委员会"), False),
    ("驻政府办公室", ("人民政府办公室", "财政局", "审计局", "信访局"), False),
    ("驻教育局", ("教育局", "科学技术局", "文化和旅游局"), False),
    ("驻住房和城乡建设局", ("住房和城乡建设局", "自然资源局", "交通运输局", "水务局"), False),
    ("驻卫生健康局", ("卫生健康局", "医疗保障局", "民政局"), False),
    ("驻公安局", ("公安局", "司法局"), True),
    ("驻农业农村局", ("农业农村局", "水务局"), True),
    ("驻工业和信息化局", ("工业和信息化局", "发展和改革局", "商务局"), True),
    ("驻市场监督管理局", ("市场监督管理局", "应急管理局"), True),
    ("驻国有资产监督管理局", ("国有资产监督管理局", "金融服务局"), True),
    ("驻人民法院", ("人民法院",), True),
    ("驻人民检察院", ("人民检察院",), True),
)

TOP, DEPUTY, MEMBER = "top_leader", "deputy", "member"

# The committee's own seats; the third word names the office whose head sits there too ("" nobody else's).
COMMITTEE_SEATS = (
    ("书记", TOP, ""),
    ("副书记、{government}长", DEPUTY, "人民政府"),
    ("副书记（分管党务）", DEPUTY, ""),
    ("常委、纪委书记", MEMBER, "纪律检查委员会"),
    ("常委、组织部部长", MEMBER, "组织部"),
    ("常委、宣传部部长", MEMBER, "宣传部"),
    ("常委、统战部部长", MEMBER, "统一战线工作部"),
    ("常委、政法委书记", MEMBER, "政法委员会"),
    ("常委、办公室主任", MEMBER, "办公室"),
    ("常委、常务副{government}长", MEMBER, ""),
    ("常委（联系开发区）", MEMBER, ""),
)
CHARGES = (
    "党务与机关建设",
    "项目与投资",
    "财务与资产",
    "行政审批",
    "执法监督",
    "安全与信访",
    "人事与教育",
    "规划与统计",
)

# Seats below the head of an office, by class of organ; what is not listed has the seats of a department.
SEATS = {
    "government": (
        ("常务副职", DEPUTY),
        *((f"副职（第{n}分管领域）", DEPUTY) for n in "一二三四五"),
        ("党组成员、办公室主任", MEMBER),
    ),
    "discipline_organ": (
        ("副书记（案件）", DEPUTY),
        ("副书记（监督）", DEPUTY),
        *((f"常委（第{n}室）", MEMBER) for n in "一二三四"),
    ),
    "stationed_office": (("副组长", DEPUTY), ("组员", MEMBER)),
    "peoples_congress": (*((f"副主任（第{n}）", DEPUTY) for n in "一二三四"), ("秘书长", MEMBER)),
    "political_consultative_conference": (*((f"副主席（第{n}）", DEPUTY) for n in "一二三四"), ("秘书长", MEMBER)),
    "court": (("副院长（刑事）", DEPUTY), ("副院长（民事）", DEPUTY), ("政治部主任", MEMBER), ("执行局局长", MEMBER)),
    "procuratorate": (("副检察长（刑事）", DEPUTY), ("副检察长（公益）", DEPUTY), ("政治部主任", MEMBER)),
    "state_enterprise": (
        ("总经理", DEPUTY),
        ("副总经理（经营）", DEPUTY),
        ("副总经理（财务）", DEPUTY),
        ("党委委员", MEMBER),
    ),
    "university": (
        ("校长", TOP),
        ("副书记", DEPUTY),
        ("副校长（教学）", DEPUTY),
        ("副校长（后勤）", DEPUTY),
        ("党委委员", MEMBER),
    ),
    "public_institution": (("副职（业务）", DEPUTY), ("副职（行政）", DEPUTY), ("班子成员", MEMBER)),
    "mass_organization": (("副职（第一）", DEPUTY), ("副职（第二）", DEPUTY), ("班子成员", MEMBER)),
}
DEPARTMENT_SEATS = (
    ("副职（常务）", DEPUTY),
    ("副职（业务）", DEPUTY),
    ("副职（行政）", DEPUTY),
    ("党组成员（综合）", MEMBER),
    ("党组成员（法规）", MEMBER),
)
TOWNSHIP_COMMITTEE = (
    ("书记", TOP, ""),
    ("副书记、{head}", DEPUTY, "head"),
    ("副书记（政法）", DEPUTY, ""),
    ("委员、纪委书记", MEMBER, ""),
    ("委员、组织委员", MEMBER, ""),
    ("委员、宣传委员", MEMBER, ""),
    ("委员、武装部部长", MEMBER, ""),
    ("委员、常务副{head}", MEMBER, "second"),
)
TOWNSHIP_GOVERNMENT = (
    ("常务副职", DEPUTY),
    ("副职（农业农村）", DEPUTY),
    ("副职（城乡建设）", DEPUTY),
    ("副职（社会事务）", DEPUTY),
)

BODY_KINDS = {
    "party_committee": ("委员会常务委员会", "party_leading_body"),
    "working_committee": ("工作委员会", "party_leading_body"),
    "government": ("政府领导班子", "government_leading_body"),
    "street_office": ("办事处领导班子", "government_leading_body"),
    "discipline_organ": ("常务委员会", "discipline_leading_body"),
    "stationed_office": ("领导班子", "discipline_leading_body"),
    "court": ("党组", "party_group"),
    "procuratorate": ("党组", "party_group"),
    "peoples_congress": ("党组", "party_group"),
    "political_consultative_conference": ("党组", "party_group"),
    "government_department": ("党组", "party_group"),
    "finance_department": ("党组", "party_group"),
    "audit_office": ("党组", "party_group"),
    "statistics_department": ("党组", "party_group"),
}
OTHER_BODY = ("领导班子", "department_leading_body")
