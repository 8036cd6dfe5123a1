"""Common English words: a name that is one of them is told from the word by its case and its company.

`_NEWS` is counted from Wikinews (CC BY 2.5) and Federal Register abstracts (public domain): words that stand
there in lower case more often than not, commonest first. `_NAMES` adds words that firms like to be called.
"""

from typing import Final

_NEWS: Final = """
abandoned abducted ability able aboard abortion about above abroad absence absolute abstracted absurd abuse
academic accelerate accept acceptable access accident accompanied accomplish accordance account accuracy
accurate accuse achieve achievement acid acquire acquisition acre across acted acting action active activist
activity actor actress acts actual adapt add addition additional address adequate adjacent adjustment adopt
adoption adult advance advantage adventure adverse advertising advice advise adviser advisor advocate aerial
affect affidavit affiliation afford afraid after aftermath afternoon aftershocks again against age aged
agency agenda agent aggravated aggression aggressive agile ago agree agreement ahead aid aide aim air
aircraft airline airplane airport airspace airstrike al alarm alcohol alert alias alive all allegation
allege allow allowable ally almost alone along alongside already also alter alternative although always am
amazing ambassador ambulance ambush amend amendment amid ammunition among amongst amount amp an analyses
analysis analyst analyze anchor ancient and anger angle angry animal ankle anniversary announce annual
anonymous another answer anthem anti anticipate antidumping any anybody anymore anyone anything anyway
anywhere apart apartment apologize apology apparent appeal appear appearance applicable applicant
application applied apply appointees appointment appreciate apprehended approach appropriate approval
approve arc are area argue argument arm around arrangement array arrest arrival arrive arson arsonist
article artillery artist as aside ask aspect assault assembly asserted assess assessment assist assistance
associate assume assure asylum at ate athletic atmosphere attached attack attacker attain attempt attend
attendees attention attitude attorney attributed audience audio audit audition author authority auto
automated automatic autopsy autumn available average avoid awaited awaiting award aware awareness away awful
baby back background bacteria bad bag bail balance ball ballot ban band bandwidth bank bankruptcy bar barely
barrel base basement basic basically basis basket basketball battery battle be beacon bear beat beaten
became because become bed been before began begin begun behalf behavior behaviour behind being belief
believe belong below belt bench beneath beneficial benefit berth best beta better between beyond bid bidder
big bigger biggest bill billion bin binding biological birth birthday bit bitter black blackout blame blast
blaze bleak blew blind block blog blood bloody blow blown blue bn boards boat body bomb bomber bond bone
book boost boots border born bosom both bottle bottom bought bound boundary bout bowed bowl box boy brain
branch brand breach break breast breath brick bridge brief bright bring broad broadband broadcast broader
broke broken brother brought browser bucket bug build builders built bulk bullet bulletin bunch burden
buried burn burnt burst bus business busy but buy by bypass cabin cabinet cable calendar caliber call calm
came camera camp campaign campus can cancer candidacy candidate cannabis cannot canvas cap capability
capable capacity capital captive capture car carbon card care career careful cargo carpet carried carrier
carry case cash cast catastrophe catch category caught cause caution cautious cease ceasefire celebrate
celebration cell cent centered central centre ceremony certain certificate certified chain chairman
chairperson challenge challenger champion chance change channel chanted chaos chapter character charge
charity charter chased cheap cheaper check checkpoint chemical chest chief child children chip choice choose
chose chosen church circuit circulated circulation cited citing citizen city civil civilian claim clarify
clarity clash class classic classified clear clearance click client climate climb climber clinch clinic
clinical clock close closer closest closure clothes clothing cloud cm co coach coal coalition coastal
coastwise cocaine coincide cold collapse collar collateral colleague collect collection collective collide
collision color column com combat combination combine come comeback comfort comfortable command commanders
commence comment commercial commit commitment committees common communicate community companion company
comparison compatible compete competent competition competitive compiled complained complaint complete
completion complex compliance complicated comply component compound compromise compute computer concentrate
concept concern concert conclude conclusion concrete condition conduct conference confessed confidence
confident confirm confiscated conflict confusion connect connection conscious consecutive consensus consent
consequence consider consistent conspiracy constant consult consumer consumption contact contain contender
content contention contest context continent continue continuous contract contractor contrary contrast
contribute control controversy convene conversion convert conviction convince convoy cool cooperate
cooperation cooperative coordinator cops copy core corner cornerback corporate correct corrective corridor
corruption cost could couldn count counter counties country coup couple course court courthouse courtroom
cousin cover coverage crack craft crampons crash crater crazy create creation creative credentials credit
crew crime criminal crisis criteria critic critical criticised criticism criticized criticizing crop cross
crosswalk crowd crown crucial crude cruise crush cult cultural culture curb curfew curious currency current
custody custom customer cut cyber cycle cyclone dad daily dairy damage dams danger dangerous dark darkness
data database date daughter dawn day daylight de dead deadliest deadline deal dealt death debate debris debt
debut decade deceased decent decide decision decisive deck declaration declare decline decrease decree
dedicated deep deeper deepest default defeat defence defend defendant defender defensive deficit definitely
definition degree del delay delegates delegation deliberate delight deliver delivery demand demarcation
democracy democratic demonstrate denied denounced dense density dentist deny departments departure dependent
deploy deployment depot depression depth deputy derived descended describe description deserve design
designation desire desktop desperate despite destination destroy destruction destructive detail detained
detainees detention determine devastated devastating develop developer development device dialogue dictator
did didn die died diet difference different difficult difficulty digit digital dinner dioxide diplomat
diplomatic direct direction directive directors disable disagree disappeared disaster disclose disclosure
discovery discuss discussion disease dishonor disk dismissal dispersed displaced display disposal
disposition dispute disruptive dissent distance distinct distribute districts disturbance divided divisions
do doctor document does doesn dog doing dollar domestic dominant domination done door double doubt down
download downtown dozen draft dragged dragging drama dramatic drank draw drawn dream drew drilling drink
drive driven driver drop drought drove drug drunk drunken dry dual dubbed due dunk duration during duty
dying dynamic each earlier early earn earth earthquake ease easier easily east eastern easy eat eaves
economic economist economy edge edition editor editorial education educational effect effective efficacy
efficiency efficient effort eight eighteen eighth either elder elect election electoral electorate electric
electrical electricity electronic element elementary eleven eleventh eligibility eligible eliminate elite
else elsewhere email embassy emergency emission emotion emotional emphasized employ employee employer
employment empty en enable encircling encourage end endorsement enemy energy enforce enforcement engage
engagement engine engineer engulfed enhance enjoy enormous enough ensconced ensure enter enterprise entire
entitled entity entrance entry environment envisioned epicenter epicentre epidemic episode equal equipment
equipped equity equivalent era error ers erupted eruption es escalated escalating escape especially
essential establish estate estimate et etc ethical ethnic euro evacuate evacuation evaluate evaluation
evangelical even event ever every everybody everyone everything everywhere evidence evil evolution ex exact
examination example exceed excellent except exception excess excessive exchange excited exciting exclude
exclusion exclusive excuse execute execution executives exempt exemption exercise exhausted exhibition exist
existence exit expand expansion expect expense expensive experience experiment expert expertise expiration
expire explain explanation explode exploit exploration explore explosion explosive export exposed exposure
express extend extension extensive extent exterior external extinct extinction extinguish extra extradition
extreme extremist eye fabric face facilitate facility fact factor factory fail failure fair faith fake fall
fallen false familiar family famous fan fantastic far fare fashion fast faster fatal fatalities fate father
fault favor favorite favour favourite fear feature federally fee feed feedback feel feet fell fellow felt
female fence ferry festival fetus few fewer fi field fifteen fifth fifty fight fighter figure file fill film
final finale finance financial find fine finish fire firmly first fiscal fishery fishing fit five fix flag
flash flat flaw fled flee fleet flew flexibility flight floating flood floor flow flown flu fly focus follow
followers foot footage football for force forecast forecasters foreign forensic foreseeable forests forever
forget form formal format formation former forth forthcoming fortunate forty forum forward fought foul found
founder four fourteen fourth fragile frame framework franchise fraud free freeway frequency frequent fresh
freshman friend fringe from front frozen frustrated frustrating ft fuel full fully fumble fun function fund
fundamental funeral funerary further future gain gallons game gang gap garage garbage gas gasoline gates
gather gauge gave gay gear gender general generate generation genetic geographic get giant gift girl
girlfriend give given glad glass global gloves go goal goes going gold gone good got gotten gov government
governor grab graduate grandfather grandmother grant graphic grateful grave gray great greater greatest
green greenhouse greeted grew grey grip gross ground group grow grown growth guarantee guarding guards guess
guest guez guidance guide guilty gun gunfire gunman gunmen gunshot gusts guy habitat had hailed hair half
halftime hall halt hamstring hand handcuffed handful handle happen happy harassment hard harder hardest
hardware harm harmful harsh has hate haul have hazard hazardous he head health healthcare healthy hear heard
heart heat heaviest heavily heavy heavyweight height held helicopter hell help helpful her here hereby
hereinafter herself hidden hide high higher highest highway hijack him himself hire his historical history
hit hold hole holiday holy home hometown homicide honest honor honorary hook hope hopefully horrible
horrific hospital host hostage hostile hot hotel hour house how however http huge human humanity hundred
hung hungry hurricanes hurt husband hut ice icon iconic idea identified identify identity ideology if ignore
ill illegal illness image imagine immediate immigrant imminent impact impartial imperiled impetus implement
import importance important importation impose impossible impression impressive imprisoned improve
improvement improvised in inadequate incarnation incendiary incentive inch incident incidental inciting
include inclusion income incorporate incorrect increase incredible incredibly incumbent incurred indeed
independent index indicate indication indicted indictment individual industrial industry inevitable infected
infection inflation inflicted influence inform informal information initial initiative injection injunction
injury inland inmate innocence innocent innovation innovative innovator input inquiry insane inside insist
inspection inspectors inspiration inspired install installment instance instant instead institution
instruction instrument insurance insurgency intact integration integrity intend intense intensify intensity
intent intention interaction interagency intercepted interest interfere interim internal internet interstate
intervene interview into intoxicated introduce inundated invade invasion inventory invest investigate
investment invite involve involvement is isn isolated isolation issuance issue it item its itself jab jacket
jail jams jet job join joint joke journalism journalist journey jpg judge judgment judicial jump jumper
junior junta jurors jury just justified justify keen keep kept key kick kid kidnap kidney kill killer
kilometers kilometre kind king km knee knew knife knock knockout know knowledge known kph label laboratory
lack ladder ladies laid land landfall landscape landslide lane language laptop large larger largest laser
last late later latest launch law lawful lawmakers lawsuit lawyer lay layer lead leader leadership league
leak learn least leave led left leg legacy legal legend legislation legislative legislature legitimate
length lengthy less let lethal letter leukemia level leverage licence license lie lied life lifelong
lifestyle lifetime lift light lighter lightning like limit line linebacker lineman lineup link liquid list
listen lit literally little live ll load loan local location lock locker logged lone long longer longest
longtime look loose looted lose loss lost lot loud love low lower lowest loyal luck lying machine mad made
magazine magnitude mails main mainland mainstream maintain maintenance major majority make maker makeshift
male malicious malware mammals man manage manager mandate mandatory manner manual manufacture many marched
margin marijuana marine mark market marketplace marriage married martial mask mass massive match matchup
mate material matter maximum may maybe mayor mdash me mean meaningful meant meantime meanwhile measure meat
mechanical mechanism media medical medication medicine medium meet member membership memorandum memory men
mental mention merchandise mere merger message met metal meter method metre mid midday middle midnight midst
midway might mild mile milestone militant military milk million mind mineral mines minimal minimize minimum
mining minister ministerial ministry minor minority minute mirror misdemeanor miss missile mission mistake
mitigation mix mobile mode models modern modest modified modify mom moment momentum monetary money monitor
monsoon monster month moon more morning mortar mosque most mother motion motivation motive motor motorist
mountainous mountains mounted mounting mouth move movement movie mph much multi multiple murder music
musical musician must my myself name narrow nation nationwide natural nature navigable nbsp nd ndash near
nearby necessarily necessary necessity neck need negative negligent negotiate neighbor neighbour neither
nervous net network neutral never new newer newest newspaper next nice night nine ninth no nobody nomination
nominee non none nonprofit noon nor normal northeast northern northwest nose not notably note nothing notice
notified notorious novel now nowhere number numerous nurse oath object objective obsessed obtain obvious
occasion occupants occupied occur ocean odds of off offence offender offense offensive offer officer offices
official offshore often oil old older oldest on onboard once one ongoing online only onto open operate
operation operational operative operator opinion opponent opportune opportunity oppose opposition optimistic
option or orbit order ordinary ordination org organ organic organised organisers organize origin original
originated other otherwise our ourselves ousted out outbreak outcome outdated outer outlets output outrage
outside outskirts outstanding over overall overcome overnight overpowered overseas oversight overtime
overturn own owner ownership oxygen ozone pack package page paid pain paint pair pandemic panel panic paper
paralyzed paramedics parent parked parking parliament parole part partial participant participate particular
partisan partner partnership party pass passage passenger passport passwords past pastor patch patent path
patient pattern pause pay payment peace peaceful peak pedestrian penalty pending peninsula pension people
pepper per perceived percent percentage perfect perform performance perhaps perimeter period permanent
permission permit persistent person personal personality personnel perspective persuade pesticide petition
petrol petroleum phase philosophy phone photo photograph physical physician pick picture piece pile pilot
pipe pipeline place placement plagued plan plane planet plant plastic plate platform play player playoff
plea please pleasure plenty plot plug plus point pointer polar pole police policeman policemen policy
political politician politics poll pollution pool poor pop popular popularity population portfolio portion
pose position positive possession possibility possible possibly post postponed postseason potential pound
poured poverty power powerful practical practice praise prayer pre precaution preceding precision
predecessor predict prediction prefer preference pregnant preliminary premier premiere premium preparation
prepare presence present preserve presidency president press pressure presumably presumed pretty prevent
prevention previous prey price primarily primary prime principal principle print prior priority prison
prisoner private privilege prize pro probable probably probation probe problem problematic procedural
procedure proceed process processor proclaimed produce producer product production productive professor
profile profit program programme progress prohibit prohibition project prominent promise promote promotion
promotional prompt prone pronounced proof propaganda proper property proposal propose prosecuted prosecution
prosecutor prospect protect protections protective protest protester protestors protocol proud prove proven
provide provider province provincial provision provisional proxy public publication publicist publicity
publicized publish publisher pull punch punishment punt purchase purpose pursuant pursue pursuit push put
quake qualified qualify quality quantity quarter quarterback question quick quiet quit quite race racial
racist radar radiation radical radio radioactive radius raid rail railway rain rainfall raise rallied rally
rampage ran random range rape rapid rare rate rather ratified raw rd re reach reaction reactor read readers
ready real realise reality realize rear reason reasonable reasonably rebel rebellion rebound rebuild recall
receipt receive receiver recent reception recession recipient recognition recognize recommend record recount
recover recovery recruit recurrence red reduce reductions referee reference referendum referred referring
reflect reforms refugee refusal refuse regain regard regardless regime region regional registered regret
regular regulate regulation regulatory rehab reinforce reiterated rejoin relation relative release relevant
reliable relief relieved religion religious relocation rely remain remainder remarked remarks remember
reminder remote removal remove renew renewal reopen rep repair repatriate repeat repetitive replace
replacement replied report reporter represent reputation request require requirement rescind rescue rescuers
research researcher reserved reserves residence resident residential resign resignation resistance resistant
resolution resolve resort resource respect respond respondent response responsible rest restaurant
restoration restore restraint restrictive result resume retail retailers retain retaliation retirement
return reveal revenge revenues reversal reverse review revise revision revocation revoke revolt revolution
revolver rhythm rich ricochet rid ride right ring riot rioters rise risen risk rival road roadside robot
rock rocket rode role roll roof rooftop rookie room root rose roster round route routine row rubber rubble
ruin rule rulemaking run runoff runway rural rush rusher sabotage sacred sad safe safeguard safer safety
said sale salute same sample sanctions sand sank sat satellite satisfied satisfy save saw say scale scan
scandal scary scattered scenario scene schedule scheme school sci science scientific scope score scorer
screamed screaming screen scrutiny sea search season seat second secondary secret section sector secure
security see seed seek seem seemingly seen segment seismic seized seizure select selection self sell semi
senators send senior sense sensitive sent sentence separate separation sergeant serial series serious serve
server service session set setback settle settlement seven seventeen seventh seventy several severe severity
sex sexual shadow shake shaken shall shallow sham shape share sharp shattered she shed sheet shell shelter
shield shift ship shipment shirt shock shoes shook shoot shop short shot shotgun should shoulder shouted
shouting show shown shrapnel shut shuttle sic sick side sideline sidewalk sight sign signal significant
silence silver similar simple simply since single sinking sister sit site situated situation six sixteen
sixth size ski skill skin sky slain slate slaying slide slow small smaller smart smashed smoke smuggling
snapped sneak snow so sobriety soccer social society soft software soil solar sold soldier sole solicit
solid solution solve some somebody someone something sometime somewhat somewhere son song soon sooner
sophomore sorry sort sought sound source southeast southern southwest sovereignty space spacecraft span
spare sparse speak speaker special specialist specialized species specific specified specify speculate
speculation speech speed spend spent spill spin spiritual split spoke spoken spokesman spokeswoman sponsor
sport spot spotlight spray spread spring spun squad square st stability stable stadium staff stage stake
stance stand standard standby star start startup state statement station statistical status statute
statutory stay steady steal steel steep stem step still stimulus stock stole stolen stomach stood stop
storage store storm story strain strange strategic strategy stray streak stream streets strength strengthen
stress stretch stricken strictly strike string strip stroke strong stronger strongest stronghold struck
structural structure struggle stuck student studio study stuff style sub subject submission submit
subsequent subsidiary substance substantial suburb suburban success successful successor such sudden sue
sued suffer sufficient suggest suggestion suicide suit suitable summary summer summit supervision supplied
supply support supportive suppress suppression sure surf surface surge surgery surprise survey survival
survive survivor suspect suspension suspicion suspicious sustain sustainable swept switch sworn symptoms
system table tablet tackle tactics take taken takeoff takeover talent talk tall tank tanker tape target task
tax teacher team tear tech technical technology teen teenage teenager teeth telephone televised television
tell temperature temple temporarily temporary ten tense tension tenth tenure term terrible territorial
territory terror terrorism terrorist test testified testimony text th than thank that the theater theft
their them theme themselves then theory there thereafter thereby therefore thereof these they thick thin
thing think third thirteen thirty this those though thought thousand threat threaten three threshold threw
through throughout throw thrown thus ticket tie tied tight till time tiny tip tired title to today together
told tolerance toll tomorrow tone tonight tons too took tool top topic tore torn torrential torture total
touch touchdown tough tour tourism tourist tournament toward tower town trace track trade tradition
traditional traffic trafficking tragedy tragic trail train trainer transaction transfer transit transition
translated transport trapped trauma travel treasure treat treatment treaty tree tremendous tremor trend
trial tribal tribute trick tried trigger trip troop tropical trouble truck true truly trust truth try
tsunami tube turn turnout turnover twelve twenty twice twin two tying type typical ultimate ultra unable
unanimous unarmed unaware unbeaten unborn uncertain uncertainty unclear unconfirmed unconscious under
undergo underground underlying undermine understand understood undertaken underwater underway underwent
undeserved undoubtedly unexpected unexploded unfair unfortunate unhappy unharmed uniform unions unique unit
unity universe unknown unlawful unless unlike unnamed unpopular unrelated unrest unsafe unstable until
unusual unveiled up upcoming update upgrade uphold upon upper upset upside upward urban urge urgent us usage
use used useful user using usual utility utter vacant vaccine valid valuable value van vandalism vandalized
variety various vast ve vehicle vehicular venture verdict verify version very vessel veteran vetted via
viable vice vicinity vicious victim victory video view viewers vigil village villagers violation violence
violent virtual virus visibility visible vision visit visual vital voice volatile volcanic volcano volume
voluntarily voluntary volunteer vote vowed vs vulnerable wage waist wait waiver wake walk wall want war
warehouse warfare warn warrant was wash waste watch water wave way we weak weaken wealth weapon wear weather
web webinar website week weekend weight welcome welfare well went were western wet what whatever whatsoever
wheat wheel wheelchair when where whereabouts wherever whether which while whilst white who whole wholly
whom whose why wide wider widespread wife wiki wild wildfire will win wind window wing winner winter wire
wireless wisdom wise wish with withdraw withdrawal withdrawn withdrew within without witness woefully woman
women won wonder wonderful wooden word wore work worker workloads world worldwide worried worry worse worst
worth would wound wreck wreckage write writer written wrong wrote www yard yeah year yellow yes yesterday
yet you young younger youngest your yourself youth zero zone
"""
_NAMES: Final = """
ace acorn alibi alpha alphabet altar amazon amber apollo apple arch arena ark aroma arrow aspen aspire atlas
atom aura aurora axe axis badger bake bamboo banana banner barn baron basin beetle bell bishop bliss bloom
blossom bounty bow brace bronze brook buckle bud bumble bush butterfly cactus camel canary candle canyon
cape cardinal carnival carrot cascade castle cat cava cedar celsius ceres chalk charm chase cheetah cherry
chewy chime chipmunk cinder cipher circle citadel civic clean clover cobalt cobra coke comet compass concord
condor constellation coral cosmos cottage cougar cove crane crescent crest cricket crocs crystal cube cue
cumulus dash delta dial dig dish diva dolphin domino dove dragon drum duke dune eagle eden elephant elm
ember emblem emerald empire encore endeavor enigma envy epic equinox ergo ether everest evergreen fable
falcon feather fern fiesta fig finch fission flex flint flora flux forest fortress fortune fossil foundry
fountain fox freedom fuse fusion galaxy garnet gem gemini genesis genie gentle ghost glory gourmet grace
grand granite grape griffin grove guardian gulf halo hammer hash haven hawk hazel headway hearth helix
hermes hive horizon humble hunter husky hyperion imperial impulse incite independence indigo infinity ink
inspire intuitive iris island ivory jack jade jaguar jewel joy jubilant juniper jupiter kite knight lace
lake lamb lamp lantern lark laurel lazy leaf lemon leopard liberty lily limelight lion loop lotus lucid luna
lunar lynx macro magenta magnet magnolia mammoth maple marathon marble marina mariner mars marvel matrix
maverick max mayflower meadow mercury mesa meta meteor metro midas mint mirage mist monarch monday mosaic
mountain mustang nano native navigator nebula neon neptune nest news nexus noble nomad nova nugget oak oasis
obsidian odyssey olive olympus omega omni onyx opal oracle orange orchard orchid orion osprey otter owl
oyster pacific paladin palm panda panther paradise paragon paramount patriot peacock pearl pebble peloton
penguin penny peony petal phoenix photon pine pinnacle pioneer pivot pixel plasma platinum plum polestar
poplar poppy port prestige prima primrose prism prologue proton prudential pulsar pulse puma puppet purple
pyramid quanta quantum quasar quest quicksilver quiver rabbit radiant rainbow ranger raven ray razor realty
reddit redwood reed reef reflex regal regent regions reliant renaissance republic resolute ridge ripple
river robin roots royal ruby safari sage sail salsa sapphire saturn savanna scarlet scout sealed sentinel
sequoia signet silk sleep snap snowflake soleil sonic spartan spear sphere spider spire spirit splash sprint
sprite sprout spruce stag stellar sterling sun sunrise swan sweet sword symphony synergy tango tapestry teal
tempo terra thistle thor thorn thrive thunder tiger titan titanium toast token topaz torrent toyland tractor
trek triangle tribe trident trinity triumph trophy tulip turbo turquoise turtle unicorn union upstart utopia
valiant valley valor vanguard vault vector vega velocity velvet venus vertex vibe victor villa vine vintage
violet viper virgin virgo vista vivid volt vortex voyager vulcan wager walnut warp waters whirlpool wicked
willow wizard wolf workday yum zen zenith zephyr zest zinc zip zodiac zoom
"""
COMMON_WORDS: Final = frozenset((_NEWS + _NAMES).split())
