"""Closed word lists that the argument rules stand on, by lemma.

They are grammar and everyday vocabulary, not event cues: cues live in the codebooks.
Light verbs and verb-noun constructions follow the PARSEME guidelines' examples
("give a talk", "make a decision"); control verbs follow the classes of any grammar
(object control: "ordered them to leave"). Nouns for people, bodies, places and weapons
were drawn up by hand and widened on training sentences of conflict news.
"""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Give the words of a blank-separated list."""
    return frozenset(text.split())


LIGHT_VERBS = words(
    """carry conduct launch stage mount hold make give take commit suffer sustain wage perform
    execute perpetrate undertake initiate start begin resume continue undergo face do open
    organize organise lead join engage announce declare issue offer provide impose lift
    unleash plan plot prepare attempt complete sign reach conclude have deliver end halt stop
    suspend cancel intensify step pursue order deny express lodge file extend pay
    exchange arrange host convene open receive escalate expand threaten seek refuse reject
    reopen set put place inflict orchestrate mastermind direct instigate foil repel
    participate bring reiterate voice pledge promise intend want decide agree approve
    authorize authorise"""
)
"""Verbs whose subject is the doer of the event that their object names."""

UNDERGOING_VERBS = words("suffer sustain undergo face receive withstand repel foil survive")
"""Light verbs whose subject the event happens to."""

OCCURRENCE_VERBS = words(
    """occur happen erupt break begin start continue come last end resume rage go
    unfold ensue intensify escalate spread sweep rock shake hit strike kill leave claim wound
    injure destroy damage target cause result engage suppress flatten level wreck"""
)
"""Verbs whose subject may be an event noun; their place, time and victims are the event's."""

TRANSITIVE = words(
    """kill wound injure arrest detain abduct kidnap assassinate jail sentence murder execute
    behead imprison extradite deport evict massacre slay apprehend capture oust indict convict
    hospitalise hospitalize lynch torture rape free release behead hang ambush expel"""
)
"""Verbs whose doer never stands without whom he does it to: without an object they are passives
("Two arrested over bombing"), whatever the tagger says."""

INTRANSITIVE = words(
    """protest march rally demonstrate clash riot die flee withdraw retreat surrender defect resign
    gather agree vote advance enter arrive return meet talk negotiate fight starve"""
)
"""Verbs that a participle behind a noun cannot be a passive of: "hundreds of students protested"
is a sentence, whatever the parser says."""

STATIVE = words("commit dedicate oppose ally")
"""Verbs whose participle tells the subject's own stance: "is committed to", "is opposed to"."""

TOPIC_VERBS = words(
    """discuss debate condemn criticise criticize denounce deplore welcome praise support address
    raise review consider mention reject oppose lament mourn regret"""
)
"""Verbs whose object is what is talked of: a place in it is not where the talking happens."""

CARRIERS = words(
    """series wave spate string round number act campaign case attempt kind form part
    threat plan bout flurry pair lot majority possibility prospect risk
    means process operation event incident scene type lack talk calls spree effort"""
)
"""Nouns that stand before "of" (or behind a compound) without changing what happened."""

OBJECT_CONTROL = words(
    """order ask tell urge force persuade allow permit help warn advise encourage invite
    instruct command compel require request enable lead cause press pressure call beg
    authorize authorise direct appoint accuse blame suspect charge convict condemn criticize
    criticise prevent stop ban bar arrest detain jail sentence thank praise fine indict
    hold acquit see find want expect challenge induce push prompt drive recruit train"""
)
"""Verbs whose object is the understood subject of a following infinitive or "of doing"."""

REPORTING_VERBS = words(
    """say tell report announce state claim note add explain confirm declare believe think
    argue describe quote cite mention write suggest indicate reveal show disclose allege
    insist maintain observe recall remark reply respond comment stress"""
)
"""Verbs that hand on what somebody holds; a date beside them is the date of the saying."""

NAMING = words("call name dub know entitle title")
"""Verbs that give a name: "a province called X"."""

PERSON_NOUNS = words(
    """man woman child boy girl person people individual civilian citizen resident villager
    farmer worker journalist reporter teacher student soldier troop officer policeman police
    policewoman gunman militant rebel fighter insurgent terrorist extremist jihadist jihadi
    guerrilla guerilla bomber attacker assailant suspect prisoner detainee hostage captive
    refugee migrant protester protestor demonstrator activist dissident leader commander chief
    head president minister premier chancellor king queen prince emir sheikh general colonel
    major captain lieutenant sergeant official diplomat ambassador envoy spokesman spokeswoman
    spokesperson lawmaker senator congressman deputy parliamentarian mayor governor judge lawyer
    prosecutor priest bishop archbishop pope imam cleric monk nun doctor nurse medic patient
    passenger driver pilot sailor crew peacekeeper observer inspector monitor adviser advisor
    investigator detective magistrate witness
    expert analyst businessman trader shopkeeper landowner peasant campesino indigenous family
    mother father brother sister son daughter wife husband baby infant teenager youth elder
    victim casualty survivor supporter follower member partisan loyalist separatist secessionist
    nationalist islamist tribesman warlord recruit deserter defector criminal bandit robber
    pirate smuggler trafficker dealer gangster hijacker kidnapper abductor assassin murderer
    killer settler worshipper pilgrim tourist visitor foreigner national native immigrant voter
    candidate opponent opposition critic secretary chairman chairwoman director aide delegate
    representative negotiator mediator counterpart personnel staff employee miner hacker crowd
    mob marine ranger conscript reservist veteran paratrooper sniper guard bodyguard militiaman
    vigilante subversive statesman politician monarch sultan commissioner councillor councilor
    rival enemy foe ally adversary successor predecessor heir founder ringleader mastermind
    accomplice companion comrade
    engineer labourer laborer technician electrician mechanic carpenter tailor baker butcher watchman
    porter clerk accountant banker owner landlord tenant neighbour neighbor customer fisherman fisher
    herder herdsman shepherd logger vendor hawker merchant contractor builder foreman professor lecturer
    scholar scientist researcher author writer poet artist musician singer photographer cameraman blogger
    translator volunteer firefighter fireman paramedic surgeon midwife pharmacist orphan widow widower
    toddler youngster pensioner pedestrian cyclist motorist commuter traveller traveler sheriff constable
    patrolman trooper gendarme cadre pupil schoolboy schoolgirl apprentice mayor alderman headman imam
    preacher rabbi seminarian muezzin groom bride uncle aunt cousin nephew niece grandfather grandmother
    kurd sunni shiite arab muslim christian jew hindu hutu tutsi serb croat albanian
    israeli palestinian iraqi american russian ukrainian syrian turk iranian"""
)

ORGANISATION_NOUNS = words(
    """government army force military navy police militia group organization organisation
    movement party regime state authority administration ministry parliament congress senate
    council court tribunal committee commission agency department office embassy union league
    alliance coalition bloc front faction wing branch cell network gang cartel company firm
    corporation bank brigade battalion division regiment unit squad patrol convoy fleet
    troop side country nation republic kingdom power cabinet junta leadership opposition
    association federation confederation body institution foundation charity church mosque
    community tribe clan media newspaper station university school club team mission delegation
    guerrilla rebel resistance insurgency caliphate emirate governorate province
    headquarters command guard intelligence service secretariat assembly legislature
    watchdog think-tank trade-union bureau taskforce contingent security forces"""
)

ABSTRACT = words(
    """election vote democracy institution sovereignty policy process freedom liberty right value
    legacy credibility character integrity legitimacy reputation investigation probe inquiry
    journalism press media science truth idea plan bill decision proposal budget constitution
    judiciary culture economy relationship relation order norm principle trust faith hope career
    dream record hypocrisy criticism tweet statement speech remark comment argument tradition
    privacy dignity stability unity narrative reform myth"""
)
"""What is attacked, destroyed or targeted in words or in effect, and cannot be hit."""

PLACE_NOUNS = words(
    """city town village capital province region district area county state country border
    neighborhood neighbourhood suburb outskirts street road highway square market airport port
    harbour harbor station camp base outpost checkpoint compound building house home hospital
    school university church mosque temple prison jail embassy consulate hotel restaurant
    bridge river valley mountain island desert forest coast sea strait gulf refinery pipeline
    plant factory mine farm field office headquarters territory enclave stronghold front zone
    governorate emirate municipality department sector corridor crossing position village
    bazaar mall stadium park residence barracks garrison kilometer kilometre mile post
    citadel fortress castle palace museum monument cemetery monastery settlement hamlet"""
)

WEAPON_NOUNS = words(
    """bomb explosive grenade mine landmine missile rocket mortar shell artillery rifle gun
    pistol revolver machinegun machete knife axe sword dagger drone aircraft helicopter warplane
    jet plane tank vehicle gunship warship ied car-bomb vest dynamite ammunition bullet
    kalashnikov ak-47 rpg howitzer cannon torpedo poison gas sarin chlorine napalm phosphorus
    uav gunfire munition weapon firearm stone molotov cocktail teargas acid projectile device
    firebomb petrol katyusha grad scud cluster barrel ballistic"""
)

GROUP_NOUNS = words(
    """group organization organisation movement party militia network faction gang
    alliance coalition insurgency agency ministry company branch wing"""
)
"""Nouns that, bare and definite, point back at an organisation named before."""

AREA_NOUNS = words(
    """area region province district city town village state country place territory group
    organization organisation subdivision faction party unit people man woman"""
)

PLACE_PREPOSITIONS = words(
    """in at near outside around inside within across throughout off along
    beside behind opposite into from through"""
)

MASCULINE = words("he him his himself")
FEMININE = words("she her hers herself")
PLURAL = words("they them their theirs themselves")
NEUTER = words("it its itself")
NEGATIVE = words("nobody none no-one")
PRONOUNS = MASCULINE | FEMININE | PLURAL | NEUTER
RELATIVE = words("who whom which that whose where when")

DETERMINERS = words(
    """the a an this that these those some any each every both all another no its his her
    their our my your"""
)


def is_person_noun(lemma: str) -> bool:
    """Say whether ``lemma`` names a person by list or by an ending that hardly fails."""
    return lemma in PERSON_NOUNS or (
        len(lemma) > 5 and lemma.endswith(("ist", "man", "men", "woman", "women"))
    )
