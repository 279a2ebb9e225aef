/** Makers as people write them. The first that a maker's or model's text begins with, or else holds, is meant. */
const BRANDS = (
  'Konica Minolta,Nikon,Canon,Olympus,Kodak,Sony,Fujifilm,Samsung,Casio,Minolta,Epson,Panasonic,Pentax,Ricoh,Leica,Apple,Google,' +
  'Huawei,Honor,Xiaomi,Motorola,HTC,LG,Nokia,JVC,DJI,GoPro,Hasselblad,Sigma,Sanyo,Toshiba,OnePlus,Oppo,Vivo,HP,Polaroid'
).split(',');

const brandIn = (text: string): string | undefined =>
  BRANDS.find((brand) => new RegExp(`\\b${brand}\\b`, 'i').test(text));

const COMPANY =
  /[\s,]+(corporation|corp\b|company|co\b|ltd\b|inc\b|limited|gmbh|ag\b|electronics|imaging|optical|computer|camera).*$/i;

/**
 * A camera as people say it: "NIKON CORPORATION", "NIKON D5000" → "Nikon D5000"; "Apple", "iPhone 4" →
 * "Apple iPhone 4"; "Canon", "Canon EOS 600D" → as it is. Undefined where the file names no model.
 */
export function cameraName(maker: string, model: string): string | undefined {
  if (model === '') return undefined;
  const [first = '', ...rest] = model.split(' ');
  const own = BRANDS.find((brand) => brand.toLowerCase() === first.toLowerCase());
  if (own !== undefined) return rest.length === 0 ? own : [own, ...rest].join(' ');
  const brand = brandIn(maker) ?? maker.replace(COMPANY, '');
  return model.toLowerCase().startsWith(brand.toLowerCase()) ? model : `${brand} ${model}`;
}
