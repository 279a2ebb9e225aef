import { readFileSync } from 'node:fs';
import { nameKey } from './name-key.ts';
import type { PlaceKey } from './place.ts';

/** Codes of ISO 3166-1, three letters and then two of each country. */
const CODES = `
ABWAW AFGAF AGOAO AIAAI ALAAX ALBAL ANDAD AREAE ARGAR ARMAM ASMAS ATAAQ ATFTF ATGAG AUSAU AUTAT
AZEAZ BDIBI BELBE BENBJ BESBQ BFABF BGDBD BGRBG BHRBH BHSBS BIHBA BLMBL BLRBY BLZBZ BMUBM BOLBO
BRABR BRBBB BRNBN BTNBT BVTBV BWABW CAFCF CANCA CCKCC CHECH CHLCL CHNCN CIVCI CMRCM CODCD COGCG
COKCK COLCO COMKM CPVCV CRICR CUBCU CUWCW CXRCX CYMKY CYPCY CZECZ DEUDE DJIDJ DMADM DNKDK DOMDO
DZADZ ECUEC EGYEG ERIER ESHEH ESPES ESTEE ETHET FINFI FJIFJ FLKFK FRAFR FROFO FSMFM GABGA GBRGB
GEOGE GGYGG GHAGH GIBGI GINGN GLPGP GMBGM GNBGW GNQGQ GRCGR GRDGD GRLGL GTMGT GUFGF GUMGU GUYGY
HKGHK HMDHM HNDHN HRVHR HTIHT HUNHU IDNID IMNIM INDIN IOTIO IRLIE IRNIR IRQIQ ISLIS ISRIL ITAIT
JAMJM JEYJE JORJO JPNJP KAZKZ KENKE KGZKG KHMKH KIRKI KNAKN KORKR KWTKW LAOLA LBNLB LBRLR LBYLY
LCALC LIELI LKALK LSOLS LTULT LUXLU LVALV MACMO MAFMF MARMA MCOMC MDAMD MDGMG MDVMV MEXMX MHLMH
MKDMK MLIML MLTMT MMRMM MNEME MNGMN MNPMP MOZMZ MRTMR MSRMS MTQMQ MUSMU MWIMW MYSMY MYTYT NAMNA
NCLNC NERNE NFKNF NGANG NICNI NIUNU NLDNL NORNO NPLNP NRUNR NZLNZ OMNOM PAKPK PANPA PCNPN PERPE
PHLPH PLWPW PNGPG POLPL PRIPR PRKKP PRTPT PRYPY PSEPS PYFPF QATQA REURE ROURO RUSRU RWARW SAUSA
SDNSD SENSN SGPSG SGSGS SHNSH SJMSJ SLBSB SLESL SLVSV SMRSM SOMSO SPMPM SRBRS SSDSS STPST SURSR
SVKSK SVNSI SWESE SWZSZ SXMSX SYCSC SYRSY TCATC TCDTD TGOTG THATH TJKTJ TKLTK TKMTM TLSTL TONTO
TTOTT TUNTN TURTR TUVTV TWNTW TZATZ UGAUG UKRUA UMIUM URYUY USAUS UZBUZ VATVA VCTVC VENVE VGBVG
VIRVI VNMVN VUTVU WLFWF WSMWS YEMYE ZAFZA ZMBZM ZWEZW
`;
const TWO_OF_THREE: ReadonlyMap<string, string> = new Map(
  CODES.trim()
    .split(/\s+/u)
    .map((pair) => [pair.slice(0, 3), pair.slice(3)]),
);

let keys: ReadonlyMap<string, PlaceKey> | undefined;

/** Read on the first call; not validated, because scripts/build-country-names.ts writes the file and it ships with the program. */
function countriesByName(): ReadonlyMap<string, PlaceKey> {
  keys ??= new Map(
    readFileSync(new URL('./data/country-names.tsv', import.meta.url), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line): [string, PlaceKey] => {
        const [name = '', code = ''] = line.split('\t');
        return [name, `country:${code}`];
      }),
  );
  return keys;
}

/** The country of this name in one of many languages ("Deutschland", ドイツ); null if there is none. */
export const countryNamed = (name: string): PlaceKey | null => countriesByName().get(nameKey(name)) ?? null;

/** English name of the country with a code of ISO 3166-1, of two letters or three; null for no such code. */
export function countryOfCode(code: string): string | null {
  const upper = code.trim().toUpperCase();
  const two = TWO_OF_THREE.get(upper) ?? (/^[A-Z]{2}$/u.test(upper) ? upper : null);
  return two === null
    ? null
    : (new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(two) ?? null);
}
