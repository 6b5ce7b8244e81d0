"""Writes small files in the form of OFAC's enhanced XML, with invented entities."""

from collections.abc import Sequence

NAMESPACE = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ENHANCED_XML"


def file_of(*entities: str, lists: Sequence[str] = ("SDN List",)) -> str:
    """Return a file of entities that says which lists it publishes."""
    named = "".join(f'<sanctionsList refId="1">{name}</sanctionsList>' for name in lists)
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<sanctionsData xmlns="{NAMESPACE}"><publicationInfo>'
        f"<dataAsOf>2025-01-10T00:00:00</dataAsOf><filters><sanctionsLists>{named}</sanctionsLists></filters>"
        '</publicationInfo><referenceValues><referenceValue refId="1400"><type>ALIAS TYPE</type><value>A.K.A.</value>'
        f"</referenceValue></referenceValues>\n<entities>{''.join(entities)}</entities></sanctionsData>"
    )


def entity(number: int, *parts: str, kind: str = "Entity", info: str = "", on: str = "SDN List=2019-04-05") -> str:
    """Return an entity; `on` names its lists and the day of each, `parts` are its blocks."""
    listed = "".join(
        f'<sanctionsList refId="1" id="{number}{at}" datePublished="{day}">{name}</sanctionsList>'
        for at, (name, day) in enumerate(pair.split("=") for pair in on.split(";"))
    )
    general = f"<identityId>9</identityId><entityType refId='601'>{kind}</entityType>{info}"
    return (
        f'\n<entity id="{number}"><generalInfo>{general}</generalInfo><sanctionsLists>{listed}</sanctionsLists>'
        '<sanctionsPrograms><sanctionsProgram refId="2" id="3">NPWMD</sanctionsProgram></sanctionsPrograms>'
        f'<sanctionsTypes><sanctionsType refId="1705">Block</sanctionsType></sanctionsTypes>{"".join(parts)}</entity>'
    )


def names(*written: str) -> str:
    """Return names: "!" marks the first, "?" one of low quality, "<" a former one; " | " sets scripts apart."""
    return f"<names>{''.join(map(_name, written))}</names>"


def _name(text: str) -> str:
    plain = text.lstrip("!?<")
    scripts = "".join(
        f'<translation id="1"><isPrimary>{"false" if at else "true"}</isPrimary><script refId="1">Latin</script>'
        f"<formattedLastName>{script}</formattedLastName><formattedFullName>{script}</formattedFullName></translation>"
        for at, script in enumerate(plain.split(" | "))
    )
    alias = "" if text[0] == "!" else f"<aliasType refId='1400'>{'F' if '<' in text else 'A'}.K.A.</aliasType>"
    return (
        f'<name id="1"><isPrimary>{str(text[0] == "!").lower()}</isPrimary>{alias}<isLowQuality>'
        f"{str('?' in text[:2]).lower()}</isLowQuality><translations>{scripts}</translations></name>"
    )


def address(country: str, *translations: str) -> str:
    """Return an address; each translation is "TYPE=value;TYPE=value"."""
    blocks = "".join(
        f'<translation id="1"><isPrimary>true</isPrimary><script refId="1">Latin</script><addressParts>{_parts(text)}'
        "</addressParts></translation>"
        for text in translations
    )
    named = f'<country refId="1">{country}</country>' if country else ""
    return f'<address id="1">{named}<translations>{blocks}</translations></address>'


def _parts(text: str) -> str:
    pairs = (pair.split("=") for pair in text.split(";"))
    return "".join(
        f"<addressPart id='1'><type>{kind}</type><value>{value}</value></addressPart>" for kind, value in pairs
    )


def features(*written: str, more: str = "") -> str:
    """Return a block of features, each "type=value"; `more` stands within each."""
    pairs = (text.split("=", 1) for text in written)
    blocks = "".join(
        f'<feature id="1"><type featureTypeId="1">{kind}</type><versionId>1</versionId><value>{value}</value>'
        f"<isPrimary>true</isPrimary>{more}</feature>"
        for kind, value in pairs
    )
    return f"<features>{blocks}</features>"


def document(kind: str, number: str, country: str = "", more: str = "") -> str:
    """Return an identity document; `more` is what else it says."""
    issued = f'<issuingCountry refId="1">{country}</issuingCountry>' if country else ""
    return (
        f'<identityDocument id="1"><type refId="1">{kind}</type><name nameId="1">X</name>'
        f"<documentNumber>{number}</documentNumber>{issued}{more}</identityDocument>"
    )
