"""How common a word is in news, in five bands: what everybody writes tells no story from another.

Counted on the 972 Wikinews articles of the development set (CC BY 2.5): the share of articles that hold the word.
The number is the logarithm of its rarity; a word that is not here weighs `RARE`.
"""

from typing import Final

RARE: Final = 5.0
_BANDS: Final = (
    (
        1.0,
        """
        accord peopl report stat
        """,
    ),
    (
        1.8,
        """
        announc area befor believ call caus claim country expect follow forc found government includ kill
        local mill minister news official plac polic president releas sinc ther thre wher whil work
        """,
    ),
    (
        2.5,
        """
        able added affect agency air allow amp appear arrest associat attack attempt authority based becaus
        becom began bill body build capital case center chang charg chief city clos come comment company
        condit confirm consider continu court current currently damag death describ died director earlier
        elect end estimat event family find fire former general good group head held help high hit home
        hospital hous incident increas indicat informat injur international investigat involv issu launch
        law lead leader leav left level life line locat long look major man media meet member military morn
        nation need number occurr offic officer open operat order party plan point political possibl post
        power press provid public reach receiv recent record region remain result return right second
        security servic set seven show site situat sourc spokesman start statement suggest support suspect
        system team thes third thos thought use want warn water world
        """,
    ),
    (
        3.2,
        """
        access accident accus act action activity additional administrat age agre aircraft airport alleg
        allegedly analyst announcement anti anyon appeal approximately army arriv attend availabl bank base
        becam best better block board bomb border break bring brought business campaign candidat car care
        carry centr central children citizen civil clear coast coming community complet computer concern
        conduct conferenc connect contact contain control cost cover crash creat crew crim crisis cross date
        dead deal decid decis declar defens deputy design despit destroy detail develop development
        different direct disaster discover discuss district drug east eastern economic economy effort eight
        emergency enough ensur enter establish evacuat evidenc executiv experienc express face fact fail
        fall far fear featur federal feet field fight figur final financial flight flood foreign form free
        full fund futur gain game given global great ground guard half hand happen hard health hear heavy
        history hold hope human hundr immediately important individual industry injury insid interest
        interview island join keep lack land larg largest led light link list live loss lost low main mark
        market matter mdash mean measur medical men messag mile ministry minut miss money move name named
        nearby network never newspaper night nine non northern noted offer oil onlin opposit organizat
        original outsid owned park parliament pass passenger past pay person phon plann play policy port
        posit predict prepar present presidential prevent previous previously pric prior prison problem
        process produc product program project protect protest provinc publish quest quot radio rain rate
        read reason recently reduc regard relat remov reportedly reporter representativ request requir rescu
        research resident respons reveal risk road run runn safety sale scen schedul school scientist search
        season send senior sent separat serious serv sery shar short shot side sign similar singl small
        soldier southern speak special spokesperson stand stay step stop stor storm street strik strong
        student study suffer suicid taking talk target televis tell term terrorism terrorist test think
        thousand threat threaten throughout top total town trad traffic train transport travel troop trying
        turn user vehicl victim video view visit vote war weapon weather websit weekend western wind witness
        women won worker wound
        """,
    ),
    (
        3.9,
        """
        ability abov accept account activ activist actually adding addit address admitt advanc advis affair
        afternoon agent agreement ahead aid aimed airlin alert allegat alway amount anticipat anyth
        apparently approach argu armed articl asking assault assist assistanc attent attorney audienc author
        averag aviat award bad bann basis battl begin beginn begun benefit big biggest black blam blast
        blood bomber book born bridg brief broadcast brok brother built burn bus buy camera camp carri cars
        cash caught ceas celebrat cent ceremony certain chairman challeng chanc channel check chemical
        church civilian climat coalit collaps collect com command commander commercial committ committe
        common communicat compar completely conclud condemn conflict constitut construct content contract
        convict cooperat corporat count counter coupl cours credit criminal critical criticiz crowd custody
        customer cut daily danger dangerous data debat declin decreas deep defeat defenc delay deliver
        demand democracy demonstrat deni deploy detain determin devic difficult difficulty directly
        discovery diseas disput distribut divis doctor document dollar doubl dozen driv driver dropp earn
        earthquak edit effect electronic eleven employe encourag ended energy engin entir environment
        environmental equipment escap especially everyon everyth exampl exchang exist expert explain explos
        explosiv extend facility factor failur fans father feel fell felt femal fifteen fighter filed fill
        film finish fired flag floor focus food forecast forward founder freedom friend front fuel gas
        gather generat gett girl giving goal goes gone governor grow growth guilty gun hall headquarter
        heard heart helicopter higher highest highly highway host hotel hurrican idea identifi identity
        illegal imag impact impossibl improv inch independent influenc infrastructur initial initially
        instead intelligenc intend intent interior introduc investigator investment involvement job jobs
        joint journalist judg justic key kilometer kilometr languag latest laws lawyer leak learn legal
        letter limit littl living longer lot love lower magnitud mail maintain majority male manag
        management manager mass material mayor met meter mid middl militant minor mobil model moment monitor
        moved movement moving mph murder music natur natural necessary negotiat normal note noth notic
        nuclear obtain ocean officially ongo opportunity oppos originally owner page paid paper parent
        participat particularly patient peac perform performanc period personal personnel pick pictur pilot
        plant platform player politic poll poor popular populat positiv possess possibility possibly
        potential practic premier preparat presenc pressur primary privat probably proceed professor
        programm promis promot property propos prosecutor pull purchas push quarter question quickly quit
        race raid rais rang react ready real really rebel recover red referr reform refus register reject
        remark remot replac represent researcher reserv resourc respect respectively respond responsibility
        responsibl rest restrict review rise rising river rock role room rose round rout rule safe sampl
        satellit save scal scienc sea seat sect secur seek seem select sell sentenc sever ship shoot shortly
        shut significant smok social society softwar sold someon someth son southeast spac specific speculat
        speech speed spend spent spok spokeswoman spread squar stabl staff stag standard stopp story
        strengthen struck success successful suit summer supply supporter sure surfac surround survey surviv
        survivor suspend sustain task technology telephon temperatur tens territory terror themselv toll
        tonight track treat treatment tree trial tried trigger tropical troubl truck try twelv twenty type
        unabl understand unknown urged uses valu various vers vice victory villag violat violenc violent
        voic voter vulnerabl wait walk wall watch wave we'r weaken wear web whol whos wife win wish woman
        word worldwid worst worth writ written wrot young zone
        """,
    ),
)
RARITY: Final[dict[str, float]] = {word: rarity for rarity, words in _BANDS for word in words.split()}
