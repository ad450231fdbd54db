import type { SymbolInfo } from '../contract'
import type { DemoSpec } from './market'

function info(base: string, priceDecimals: number, qtyDecimals: number, bucket: number, model: string | null): SymbolInfo {
  return {
    name: `${base}USDT`, base, quote: 'USDT', priceDecimals, tick: 1, qtyDecimals, step: (10 ** -qtyDecimals).toFixed(qtyDecimals), bucket,
    vpinWindow: 30, vpinAlarm: 0.45, vpinQuantile: null, approach: 0.01, threshold: 0.55, rearm: 0.05, model,
  }
}

/** Packets before the last, from a place on a drawing 5 px a packet. */
const btc: [number, number][] = (
  [
    [0, 99190], [30, 99470], [52, 99700], [92, 100110], [112, 99960], [140, 99560], [187, 99336], [230, 99800], [287, 100321], [318, 99990], [340, 99760],
    [352, 99800], [372, 99480], [390, 99600], [437, 99193], [477, 99629], [520, 99330], [557, 98926.85], [590, 99420], [604, 99440], [640, 99900], [690, 100336],
    [717, 100079], [760, 100574.87], [818, 99993], [868, 100150], [887, 99844.76],
  ] as [number, number][]
).map(([x, price]) => [Math.round(((887 - x) * 1.0367) / 5), price])

const eth: [number, number][] = (
  [
    [0, 3229.3], [20, 3222], [132, 3250], [182, 3233], [228, 3242.8], [290, 3227], [367, 3211.39], [460, 3243.7], [510, 3256.3], [557, 3246.3], [623, 3267.25],
    [710, 3243], [787, 3227.4], [825, 3236.8], [870, 3228.9], [985, 3249.6], [1033, 3244.5],
  ] as [number, number][]
).map(([x, price]) => [Math.round(((1033 - x) * 1.3187) / 6), price])

function tail(price: number, swing: number, shape: number[]): [number, number][] {
  return shape.map((at, k) => [(shape.length - 1 - k) * 24, price * (1 + at * swing)])
}

export const SPECS: DemoSpec[] = [
  { info: info('BTC', 2, 5, 1_000_000, 'btc-ote-v7'), index: 18743, price: 99844.76, day: 0.0084, seed: 7, pace: 30500, swing: 0.0092, ends: btc, zone: 257, p: 0.61 },
  { info: info('ETH', 2, 4, 500_000, 'eth-ote-v7'), index: 23359, price: 3244.5, day: 0.0142, seed: 11, pace: 41000, swing: 0.0098, ends: eth, zone: 218, p: 0.64 },
  { info: info('SOL', 2, 2, 250_000, 'sol-ote-v5'), index: 14102, price: 187.46, day: -0.0107, seed: 23, pace: 36000, swing: 0.018, ends: tail(187.46, 0.016, [-0.4, 1.3, -1, 1.7, 0.5, 1.1, 0]), zone: 174, p: 0.58 },
  { info: info('BNB', 2, 3, 250_000, 'multi-ote-v3'), index: 9921, price: 642.3, day: 0.0021, seed: 31, pace: 61000, swing: 0.011, ends: tail(642.3, 0.011, [0.4, -1, 0.2, -0.5, 1.4, 0]), zone: 96, p: 0.62 },
  { info: info('XRP', 4, 1, 250_000, null), index: 9988, price: 1.1482, day: -0.0036, seed: 41, pace: 52000, swing: 0.013, ends: tail(1.1482, 0.012, [0.2, 1.2, 0.4, 1, -0.4, 0]), zone: 141, p: 0.6 },
  { info: info('DOGE', 5, 0, 250_000, 'multi-ote-v3'), index: 30440, price: 0.18204, day: 0.0261, seed: 53, pace: 47000, swing: 0.017, ends: tail(0.18204, 0.016, [0.4, -1.3, 0, -0.6, 1, 0]), zone: 311, p: 0.66 },
  { info: info('LINK', 3, 2, 100_000, null), index: 12210, price: 17.382, day: -0.0058, seed: 61, pace: 55000, swing: 0.014, ends: tail(17.382, 0.013, [1, 1.6, 0.4, 0.9, -0.2, 0]), zone: 140, p: 0.6 },
  { info: info('AVAX', 2, 2, 100_000, null), index: 71, price: 32.41, day: 0.0005, seed: 71, pace: 70000, swing: 0.012, ends: tail(32.41, 0.004, [0.4, -0.2, 0.3, 0]), zone: 0, p: 0.6 },
]
