/**
 * Usual spelling of makers. The first that is a prefix of the maker or model text, or else contained in it, is used.
 */
const BRANDS = (
  'Konica Minolta,Nikon,Canon,Olympus,Kodak,Sony,Fujifilm,Samsung,Casio,Minolta,Epson,Panasonic,Pentax,Ricoh,Leica,Apple,Google,' +
  'Huawei,Honor,Xiaomi,Motorola,HTC,LG,Nokia,JVC,DJI,GoPro,Hasselblad,Sigma,Sanyo,Toshiba,OnePlus,Oppo,Vivo,HP,Polaroid'
).split(',');

const brandIn = (text: string): string | undefined =>
  BRANDS.find((brand) => new RegExp(`\\b${brand}\\b`, 'i').test(text));

const COMPANY =
  /[\s,]+(corporation|corp\b|company|co\b|ltd\b|inc\b|limited|gmbh|ag\b|electronics|imaging|optical|computer|camera).*$/i;

/**
 * Usual name of a camera: "NIKON CORPORATION", "NIKON D5000" → "Nikon D5000"; "Apple", "iPhone 4" → "Apple iPhone 4";
 * "Canon", "Canon EOS 600D" → unchanged. Undefined if the file names no model.
 */
export function cameraName(maker: string, model: string): string | undefined {
  if (model === '') return undefined;
  const [first = '', ...rest] = model.split(' ');
  const own = BRANDS.find((brand) => brand.toLowerCase() === first.toLowerCase());
  if (own !== undefined) return rest.length === 0 ? own : [own, ...rest].join(' ');
  const brand = brandIn(maker) ?? maker.replace(COMPANY, '');
  return model.toLowerCase().startsWith(brand.toLowerCase()) ? model : `${brand} ${model}`;
}
