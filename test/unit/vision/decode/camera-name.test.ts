import { expect, it } from 'vitest';
import { cameraName } from '../../../../src/vision/decode/camera-name.ts';

it.each([
  ['NIKON CORPORATION', 'NIKON D5000', 'Nikon D5000'],
  ['NIKON', 'E995', 'Nikon E995'],
  ['Canon', 'Canon EOS REBEL T3i', 'Canon EOS REBEL T3i'],
  ['Apple', 'iPhone 4', 'Apple iPhone 4'],
  ['samsung', 'SM-G975F', 'Samsung SM-G975F'],
  ['OLYMPUS IMAGING CORP.', 'E-420', 'Olympus E-420'],
  ['EASTMAN KODAK COMPANY', 'KODAK EASYSHARE C713', 'Kodak EASYSHARE C713'],
  ['Konica Minolta Camera, Inc.', 'DiMAGE Z3', 'Konica Minolta DiMAGE Z3'],
  ['RICOH IMAGING COMPANY, LTD.', 'PENTAX K-1', 'Pentax K-1'],
  ['SEIKO EPSON CORP.', 'PhotoPC 3000Z', 'Epson PhotoPC 3000Z'],
  ['Hewlett-Packard', 'HP PhotoSmart C945', 'HP PhotoSmart C945'],
  ['RECONYX', 'HC500 HYPERFIRE', 'RECONYX HC500 HYPERFIRE'],
  ['Acme Optical Co., Ltd', 'Pinhole 1', 'Acme Pinhole 1'],
  ['', 'COOLPIX', 'COOLPIX'],
  ['Jolla', 'Jolla', 'Jolla'],
  ['Nikon', '', undefined],
])('%j with %j is %j', (maker, model, name) => {
  expect(cameraName(maker, model)).toBe(name);
});
