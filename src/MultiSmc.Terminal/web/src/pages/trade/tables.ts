/** What the tabs under the chart show, and the events beside them: one chunk that comes after the first paint, whole, so that a change of tabs never waits for the network. */
import EventFeed from './EventFeed.svelte'
import FillsTable from './FillsTable.svelte'
import LogPane from './LogPane.svelte'
import OrdersTable from './OrdersTable.svelte'
import PositionsTable from './PositionsTable.svelte'
import ZonesTable from './ZonesTable.svelte'

export { EventFeed }
export const tables = { orders: OrdersTable, positions: PositionsTable, zones: ZonesTable, fills: FillsTable, journal: LogPane }
