import type { Unit } from './calendar.ts';

export const CHINESE_UNITS: Readonly<Record<string, Exclude<Unit, 'weekend'>>> = {
  天: 'day',
  日: 'day',
  周: 'week',
  星期: 'week',
  礼拜: 'week',
  月: 'month',
  季度: 'quarter',
  年: 'year',
};
