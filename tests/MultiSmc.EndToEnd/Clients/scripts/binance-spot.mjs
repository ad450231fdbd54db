// A full round of the exchange's official client: REST, market streams, WebSocket API, user events.
import { Spot } from '@binance/spot';
import { near, place, refused, report, run, step, until } from './round.mjs';

const symbol = 'BTCUSDT';
const client = new Spot({
  configurationRestAPI: { apiKey: place.apiKey, apiSecret: place.secret, basePath: place.rest },
  configurationWebsocketAPI: { apiKey: place.apiKey, apiSecret: place.secret, wsURL: place.webSocketApi },
  configurationWebsocketStreams: { wsURL: place.streams },
});
const rest = client.restAPI;
const of = async call => (await call).data();
const ofSocket = async call => (await call).data;
const describe = error => `${error.code} ${error.message ?? error.msg}`;

async function market() {
  const info = await of(rest.exchangeInfo({ symbol }));
  report.filters = info.symbols[0].filters.map(filter => filter.filterType);
  step('exchangeInfo');
  const book = await of(rest.depth({ symbol, limit: 20 }));
  report.book = { bids: book.bids.length, asks: book.asks.length };
  step('depth');
  report.klines = (await of(rest.klines({ symbol, interval: '1m', limit: 5 }))).length;
  report.aggTrades = (await of(rest.aggTrades({ symbol, limit: 5 }))).length;
  step('history');
  return Number(book.bids[0][0]);
}

async function streams() {
  const connection = await client.websocketStreams.connect();
  const count = name => event => {
    report.streams[name] = (report.streams[name] ?? 0) + 1;
    if (name === 'trade') report.lastTrade = event;
  };
  connection.trade({ symbol }).on('message', count('trade'));
  connection.bookTicker({ symbol }).on('message', count('bookTicker'));
  connection.diffBookDepth({ symbol, updateSpeed: '100ms' }).on('message', count('depth'));
  connection.kline({ symbol, interval: '1s' }).on('message', count('kline'));
  await until('the streams', () => Object.keys(report.streams).length === 4);
  await connection.disconnect();
  step('streams');
}

async function singleOrders(price) {
  const placed = await of(rest.newOrder({
    symbol, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.02, price: near(price, 0.95), newClientOrderId: 'spot-1', newOrderRespType: 'FULL',
  }));
  report.orders.placed = placed.status;
  await refused('duplicate', () => of(rest.newOrder({
    symbol, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.02, price: near(price, 0.95), newClientOrderId: 'spot-1',
  })), describe);
  report.orders.queried = (await of(rest.getOrder({ symbol, origClientOrderId: 'spot-1' }))).origQty;
  report.orders.open = (await of(rest.getOpenOrders({ symbol }))).length;
  report.orders.amended = (await of(rest.orderAmendKeepPriority({ symbol, newQty: 0.015, orderId: placed.orderId }))).amendedOrder.qty;
  const replaced = await of(rest.orderCancelReplace({
    symbol, side: 'BUY', type: 'LIMIT', cancelReplaceMode: 'STOP_ON_FAILURE', timeInForce: 'GTC', quantity: 0.01, price: near(price, 0.94),
    cancelOrderId: placed.orderId, newClientOrderId: 'spot-2',
  }));
  report.orders.replaced = `${replaced.cancelResult} ${replaced.newOrderResult}`;
  report.orders.canceled = (await of(rest.deleteOrder({ symbol, origClientOrderId: 'spot-2' }))).status;
  const taken = await of(rest.newOrder({ symbol, side: 'BUY', type: 'MARKET', quantity: 0.01, newOrderRespType: 'FULL' }));
  report.orders.taken = `${taken.status} ${taken.executedQty} in ${taken.fills.length > 0 ? 'fills' : 'nothing'}`;
  step('single orders');
}

async function lists(price) {
  const oco = await of(rest.orderListOco({
    symbol, side: 'SELL', quantity: 0.01, aboveType: 'LIMIT_MAKER', abovePrice: near(price, 1.05), belowType: 'STOP_LOSS', belowStopPrice: near(price, 0.95),
  }));
  report.orders.oco = `${oco.contingencyType} ${oco.listOrderStatus} ${oco.orderReports.length}`;
  report.orders.ocoEnd = (await of(rest.deleteOrderList({ symbol, orderListId: oco.orderListId }))).listOrderStatus;
  const otoco = await of(rest.orderListOtoco({
    symbol, workingType: 'LIMIT_MAKER', workingSide: 'BUY', workingPrice: near(price, 0.95), workingQuantity: 0.01, pendingSide: 'SELL', pendingQuantity: 0.00999,
    pendingAboveType: 'LIMIT_MAKER', pendingAbovePrice: near(price, 1.05), pendingBelowType: 'STOP_LOSS', pendingBelowStopPrice: near(price, 0.9),
  }));
  report.orders.otoco = `${otoco.contingencyType} ${otoco.listOrderStatus} ${otoco.orderReports.map(order => order.status).sort().join(',')}`;
  report.orders.otocoEnd = (await of(rest.deleteOpenOrders({ symbol })))[0].listOrderStatus;
  step('lists');
}

async function refusals(price) {
  const limit = { symbol, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.01, price: near(price, 0.95) };
  await refused('symbol', () => of(rest.newOrder({ ...limit, symbol: 'NOSUCH' })), describe);
  await refused('lot', () => of(rest.newOrder({ ...limit, quantity: 0.0100001 })), describe);
  await refused('notional', () => of(rest.newOrder({ ...limit, quantity: 0.00001 })), describe);
  await refused('funds', () => of(rest.newOrder({ ...limit, quantity: 50 })), describe);
  await refused('postOnly', () => of(rest.newOrder({ symbol, side: 'BUY', type: 'LIMIT_MAKER', quantity: 0.01, price: near(price, 1.02) })), describe);
  await refused('unknownOrder', () => of(rest.deleteOrder({ symbol, origClientOrderId: 'never-sent' })), describe);
  await refused('missing', () => of(rest.newOrder({ symbol, side: 'BUY', type: 'LIMIT', quantity: 0.01 })), describe);
  step('refusals');
}

async function overSocket(connection, price) {
  const placed = await ofSocket(connection.orderPlace({
    symbol, side: 'SELL', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.005, price: near(price, 1.05), newClientOrderId: 'socket-1', newOrderRespType: 'RESULT',
  }));
  report.orders.socketPlaced = placed.status;
  report.orders.socketCanceled = (await ofSocket(connection.orderCancel({ symbol, origClientOrderId: 'socket-1' }))).status;
  const oco = await ofSocket(connection.orderListPlaceOco({
    symbol, side: 'SELL', quantity: 0.005, aboveType: 'LIMIT_MAKER', abovePrice: near(price, 1.05), belowType: 'STOP_LOSS', belowStopPrice: near(price, 0.95),
  }));
  report.orders.socketOco = (await ofSocket(connection.orderListCancel({ symbol, orderListId: oco.orderListId }))).listOrderStatus;
  const sold = await ofSocket(connection.orderPlace({ symbol, side: 'SELL', type: 'MARKET', quantity: 0.004, newOrderRespType: 'FULL' }));
  report.orders.socketTaken = `${sold.status} ${sold.executedQty}`;
  await refused('socketUnknownOrder', () => ofSocket(connection.orderCancel({ symbol, origClientOrderId: 'never-sent' })), describe);
  report.socketTrades = (await ofSocket(connection.myTrades({ symbol }))).length;
  step('WebSocket API');
}

await run(async () => {
  const price = await market();
  await streams();
  const connection = await client.websocketAPI.connect();
  const { stream } = await connection.userDataStreamSubscribeSignature();
  const fromEvents = {};
  stream.on('message', event => {
    report.events.push(event.e + (event.x ? ` ${event.x}/${event.X}` : ''));
    if (event.e === 'outboundAccountPosition') for (const row of event.B) fromEvents[row.a] = { free: row.f, locked: row.l };
  });
  await singleOrders(price);
  await lists(price);
  await refusals(price);
  await overSocket(connection, price);
  report.openAtEnd = (await of(rest.getOpenOrders({ symbol }))).length;
  report.trades = await of(rest.myTrades({ symbol }));
  for (const { asset, free, locked } of (await of(rest.getAccount({ omitZeroBalances: true }))).balances) report.balances[asset] = { free, locked };
  await until('the last position', () => Object.keys(fromEvents).every(asset => fromEvents[asset].free === report.balances[asset].free));
  report.balancesOfEvents = fromEvents;
  await connection.disconnect();
});
