import { RestError } from '../feed'
import type { DemoMarket } from './market'
export function answer(_m: DemoMarket[], _method: string, _r: string, _a: URLSearchParams, _b: unknown): unknown { throw new RestError(404, 'not-found', '') }
