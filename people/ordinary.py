"""Words that are names of organisations as well as words of everyday texts, folded.

A name that consists of such words alone is only found as it is written ("Metro", not "metro"), and
never merely because it is left when a legal form is taken away ("Geld AG" is not found as "Geld").
Who is called by a word that is missing here gets false hits: add it.
"""

ORDINARY = frozenset(
    """
    a aber about absolut aktion aktiv aktuell akut all alle allianz alpha alt alte alternative am
    amt an and andere anders anfang angebot anker ansatz antwort any apotheke apple arbeit
    architekten are arena art arzt as at atelier audio auf aufbruch auge ausblick ausgabe auto bad
    bahn balance bank basis bau baum be bench berater beratung berg berlin best beste better
    bewegung big bild bildung bio black blatt blau blick blog blue board boden boerse book boss bote
    box branche brand bright bruecke buch buecher buehne buerger build bund bundesamt bunt business
    by call campus can capital care cargo cash chance change chef chemie christ city clear clever
    close cloud club coach code comfort community company concept connect consulting content copy
    core corner could crew culture daheim dank darum das dash data daten dax day deal deep demo den
    der des design deutsch deutschland dialog die dienst digital direct direkt do doktor dorf down
    drei drive druck du dynamik early east ecke edge edition eigen ein eine einfach eins element
    energie energy engel erde erfolg ergo erste es essen etwas euro europa event events every ewig
    express eye fabrik face fair faktor familie fantasie farbe fast feder feld fenster fest feuer
    film finanz finanzen find fire firma first fit flat flow flug fluss focus fokus folge for forum
    forward foto frage frankfurt frau free frei freiheit fresh freude freunde freundin frisch from
    fuer fun future galerie game ganz gap garten gast gate geld gemeinde gemeinsam genau general
    genossenschaft geo gesellschaft gesund gesundheit gewinn glas gleich global glueck go gold good
    grand great green gross grosse group grow gruen gruene gruppe gut gute hafen halle halt hamburg
    hand handel handwerk haus have health heim heimat held hello help herz heute hier high hilfe
    himmel hof home hope hotel house how human ich idea ideal idee ideen if im immer immobilien
    impact impuls in indeed industrie info innovation inside institut interview invest is it ja jahr
    jetzt job journal jugend jung just kaffee kanal kapital karriere kasse kern key kind kinder kino
    klar klasse klima klinik know koeln kompass konferenz kongress konkret kontakt kraft krone
    kultur kunde kunst kurier labs laden land large last late learn leben left leicht leipzig
    leitung lernen licht liebe life light like line link little live loesung logistik long look
    lotse love luft lust macht made magazin make management manager many marke marketing markt
    maschine match maxi me media medien medizin meer mehr mein meine mensch messe meta metro mind
    mini mit mittelstand mobil modell moment money montag more morgen most motor move muenchen
    museum musik mut my nah name natur need network netz netzwerk neu neue neuen neues new news next
    night no nord north not notion now null oben oder oeko of off offen ohne old on one online only
    open optimum or orange original osten our out over own page paket paper papier park part partner
    passage peak people pferd pilot place planet plattform play plus point politik post power praxis
    preis premium press presse prima prime prinzip pro produkt profil projekt puls punkt pure quelle
    quest quick rad radar radio rat raum reach read ready real recht red reform regal region reihe
    reise report ring rise river road room rot ruf run rund saal saat safe scale schein schiff
    schluss school schule science see sektor sense service set share shell short show sicher side
    sie sign signal simple sinn sky slack small smart so social software solar solid solo some
    sommer sonne source south sozial space spaeter spark spass speed spiegel spiel spitze sport
    sprache spring square staat stadt stadtwerke stahl stand star stark start state station step
    stern stiftung still stimme stone store story stream street strom strong studio stuttgart
    success sued summit sun support sure switch system table tag take tal talent talk target taste
    team technik technologie tell tempo test text that the theater them thema then they thing think
    this ticket time tipp titel to today together tomorrow ton top touch trade tree trend treue
    trick true trust turm two ueber uhr umwelt und uni union unity universitaet unter unternehmen up
    us value verband verein verlag vernunft vertrauen viele vier view village visa vision voice volk
    voll von vor vorteil wachstum wald walk wall wandel want was wasser watch water watt wave way we
    web weg weit well welle welt werbung werk werkstatt wert west wetter what when white who wide
    wien will win wind wir wirkung wirtschaft wish wissen with woche wohnen wolke word work world
    wort wunder yard year yes you young your zahl zeichen zeit zeitung zentrum zero ziel zimmer zoll
    zoom zu zuhause zukunft zum zusammen zwei
    """.split()
)
