import { describe, expect, it } from 'vitest';
import { fold } from '../../../../src/domain/fold.ts';
import { namesEquipment } from '../../../../src/knowledge/equipment/equipment-name.ts';

const isNamed = (name: string, text: string): boolean => namesEquipment(fold(text))(fold(name));

describe('words that name a camera or lens', () => {
  it.each([
    ['Canon EOS 600D', 'canon'],
    ['Canon EOS 600D', 'EOS 600D'],
    ['Canon EOS 600D', 'canon eos'],
    ['Canon EOS 600D', '600D'],
    ['Canon EOS 600D', '佳能'],
    ['Nikon Z 6', 'nikon z6'],
    ['Nikon Z 6', '尼康 z6'],
    ['Fujifilm X-T2', 'xt2'],
    ['Olympus E-M10MarkII', 'e-m10 mark ii'],
    ['Panasonic DMC-FZ200', 'fz200'],
    ['Panasonic DMC-FZ200', 'lumix'],
    ['EF-S18-55mm f/3.5-5.6 IS', '18-55mm'],
    ['EF-S18-55mm f/3.5-5.6 IS', '18-55'],
    ['18.0-105.0 mm f/3.5-5.6', '18-105'],
    ['18.0-105.0 mm f/3.5-5.6', '18-105mm'],
    ['18.0-105.0 mm f/3.5-5.6', '18-105 mm'],
    ['18.0-105.0 mm f/3.5-5.6', '18.0-105.0'],
    ['135.0 mm f/2.0', '135mm'],
    ['XF35mmF1.4 R', '35mm'],
    ['EF50mm f/1.8 II', '50 mm'],
    ['EF50mm f/1.8 II', 'f/1.8'],
  ])('%s: %s', (name, text) => {
    expect(isNamed(name, text)).toBe(true);
  });

  it.each([
    ['Sony ILCE-7M3', 'son'],
    ['EF-S18-55mm f/3.5-5.6 IS', 'is'],
    ['EF-S18-55mm f/3.5-5.6 IS', '55mm'],
    ['EF-S18-55mm f/3.5-5.6 IS', '5mm'],
    ['18.0-105.0 mm f/3.5-5.6', '105mm'],
    ['18.0-105.0 mm f/3.5-5.6', '8-105'],
    ['EF-S18-55mm f/3.5-5.6 IS', '18'],
    ['EF50mm f/1.8 II', 'ii'],
    ['Canon EOS 600D', '60'],
    ['Canon EOS 600D', '00D'],
    ['Canon EOS 600D', ''],
    ['Apple iPhone 4', '4'],
  ])('%s: not %s', (name, text) => {
    expect(isNamed(name, text)).toBe(false);
  });
});
