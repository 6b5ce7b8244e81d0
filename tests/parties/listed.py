"""A small list of entries of every kind that the tests of the index and the search share."""

from exportgate.parties.entry import Entry

ENTRIES = (
    Entry(
        "EL:1",
        "EL",
        "entity",
        "Phytium Technology Co., Ltd.",
        ("Tianjin Phytium Information Technology",),
        countries=("CN",),
    ),
    Entry("EL:2", "EL", "entity", "Huawei Technologies Co., Ltd.", ("华为技术有限公司",), countries=("CN",)),
    Entry(
        "EL:3", "EL", "entity", "Semiconductor Manufacturing International Corporation", ("SMIC",), countries=("CN",)
    ),
    Entry(
        "EL:4",
        "EL",
        "entity",
        "Yangtze Memory Technologies Co., Ltd.",
        ("长江存储科技有限责任公司",),
        countries=("CN",),
    ),
    Entry(
        "EL:5",
        "EL",
        "entity",
        "China Electronics Technology Group Corporation 55th Research Institute",
        countries=("CN",),
    ),
    Entry(
        "EL:6",
        "EL",
        "entity",
        "China Electronics Technology Group Corporation 38th Research Institute",
        countries=("CN",),
    ),
    Entry("EL:7", "EL", "entity", "ChangXin Memory Technologies Inc", countries=("CN",)),
    Entry("EL:8", "EL", "entity", "Guangzhou Haige Communication Group Co., Ltd.", countries=("CN",)),
    Entry("EL:9", "EL", "entity", "Academy of Military Medical Sciences a.k.a. Junshi Yixue Yuan", countries=("CN",)),
    Entry("SDN:1", "SDN", "entity", "АО Микрон", ("Mikron JSC",), countries=("RU",)),
    Entry("SDN:2", "SDN", "entity", "Baikal Electronics LLC", countries=("RU",)),
    Entry(
        "SDN:3",
        "SDN",
        "individual",
        "KALASHNIKOV, Alexander Petrovich",
        weak_aliases=("The Falcon",),
        countries=("RU",),
    ),
    Entry("SDN:4", "SDN", "vessel", "OCEAN DYNAMICS 55"),
    Entry("DPL:1", "DPL", "entity", "Quantum Lasers GmbH", countries=("DE",)),
    Entry("DPL:2", "DPL", "individual", "ALIKHANI, Mojtaba", countries=("IR",)),
    Entry("UVL:1", "UVL", "entity", "Hang Zhou Hai Kang Optics", countries=("CN",)),
    Entry(
        "EL:10",
        "EL",
        "address",
        "Address 04",
        countries=("HK",),
        addresses=("Room 1318-19, 13F, Hollywood Plaza, 610 Nathan Road, Mong Kok, Kowloon, Hong Kong",),
    ),
    Entry(
        "EL:11",
        "EL",
        "entity",
        "Bright Way Components",
        countries=("HK",),
        addresses=("Unit 04, 7/F, Bright Way Tower, No. 33 Mong Kok Road, Kowloon, Hong Kong",),
    ),
)
