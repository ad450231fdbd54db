// A full round of ccxt: its unified view of markets, orders, fills and fees, and its streams.
import ccxt from 'ccxt';
import { near, place, refused, report, run, step, until } from './round.mjs';

const symbol = 'BTC/USDT';
const exchange = new ccxt.pro.binance({
  apiKey: place.apiKey,
  secret: place.secret,
  enableRateLimit: false,
  options: { fetchCurrencies: false, fetchMargins: false, fetchMarkets: { types: ['spot'] }, defaultType: 'spot' },
});
for (const name of ['public', 'private', 'v1']) exchange.urls.api[name] = `${place.rest}/api/v3`;
for (const name of ['sapi', 'sapiV2', 'sapiV3', 'sapiV4']) exchange.urls.api[name] = `${place.rest}/sapi/v1`;
exchange.urls.api.ws.spot = `${place.streams}/ws`;
exchange.urls.api.ws['ws-api'].spot = place.webSocketApi;

const describe = error => `${error.constructor.name} ${error.message}`;

async function market() {
  const markets = await exchange.loadMarkets();
  const { precision, limits } = markets[symbol];
  report.market = { tick: precision.price, lot: precision.amount, minCost: limits.cost.min };
  step('markets');
  const book = await exchange.fetchOrderBook(symbol, 20);
  report.book = { bids: book.bids.length, asks: book.asks.length };
  const ticker = await exchange.fetchTicker(symbol);
  report.ticker = ticker.last > 0 && ticker.bid < ticker.ask;
  report.klines = (await exchange.fetchOHLCV(symbol, '1m', undefined, 5)).length;
  report.aggTrades = (await exchange.fetchTrades(symbol, undefined, 5)).length;
  step('public');
  return book.bids[0][0];
}

async function streams() {
  const [trades, book, ticker] = await Promise.all([exchange.watchTrades(symbol), exchange.watchOrderBook(symbol), exchange.watchTicker(symbol)]);
  report.streams = { trade: trades.length, depth: book.bids.length > 0 && book.bids[0][0] < book.asks[0][0], ticker: ticker.last > 0 };
  step('streams');
}

async function follow(seen) {
  while (true) {
    for (const order of await exchange.watchOrders(symbol)) seen.push({ id: order.id, status: order.status, filled: order.filled });
  }
}

async function singleOrders(price) {
  const placed = await exchange.createOrder(symbol, 'limit', 'buy', 0.02, near(price, 0.95), { clientOrderId: 'ccxt-1' });
  report.orders.placed = placed.status;
  report.orders.queried = (await exchange.fetchOrder(placed.id, symbol)).amount;
  report.orders.open = (await exchange.fetchOpenOrders(symbol)).length;
  const edited = await exchange.editOrder(placed.id, symbol, 'limit', 'buy', 0.01, near(price, 0.94));
  report.orders.replaced = edited.status;
  report.orders.canceled = (await exchange.cancelOrder(edited.id, symbol)).status;
  const stop = await exchange.createOrder(symbol, 'limit', 'sell', 0.01, near(price, 0.9), { stopPrice: near(price, 0.92) });
  report.orders.stop = (await exchange.fetchOrder(stop.id, symbol)).type;
  report.orders.stopCanceled = (await exchange.cancelAllOrders(symbol)).length;
  const taken = await exchange.createOrder(symbol, 'market', 'buy', 0.01);
  report.orders.taken = `${taken.status} ${taken.filled}`;
  const sold = await exchange.createOrder(symbol, 'market', 'sell', 0.004);
  report.orders.sold = `${sold.status} ${sold.filled}`;
  step('single orders');
  return [placed.id, taken.id, sold.id];
}

async function lists(price) {
  // ccxt has no unified call for lists: the exchange's own, signed by it.
  const oco = await exchange.privatePostOrderListOco({
    symbol: 'BTCUSDT', side: 'SELL', quantity: '0.01', aboveType: 'LIMIT_MAKER', abovePrice: `${near(price, 1.05)}`, belowType: 'STOP_LOSS', belowStopPrice: `${near(price, 0.95)}`,
  });
  report.orders.oco = `${oco.contingencyType} ${oco.listOrderStatus} ${oco.orders.length}`;
  report.orders.ocoEnd = (await exchange.privateDeleteOrderList({ symbol: 'BTCUSDT', orderListId: oco.orderListId })).listOrderStatus;
  const otoco = await exchange.privatePostOrderListOtoco({
    symbol: 'BTCUSDT', workingType: 'LIMIT_MAKER', workingSide: 'BUY', workingPrice: `${near(price, 0.95)}`, workingQuantity: '0.01', pendingSide: 'SELL',
    pendingQuantity: '0.00999', pendingAboveType: 'LIMIT_MAKER', pendingAbovePrice: `${near(price, 1.05)}`, pendingBelowType: 'STOP_LOSS',
    pendingBelowStopPrice: `${near(price, 0.9)}`,
  });
  report.orders.otoco = `${otoco.contingencyType} ${otoco.listOrderStatus} ${otoco.orders.length}`;
  report.orders.otocoEnd = (await exchange.cancelAllOrders(symbol)).length > 0;
  step('lists');
}

async function refusals(price) {
  await refused('funds', () => exchange.createOrder(symbol, 'limit', 'buy', 50, near(price, 0.95)), describe);
  await refused('notional', () => exchange.createOrder(symbol, 'limit', 'buy', 0.00002, near(price, 0.95)), describe);
  await refused('postOnly', () => exchange.createOrder(symbol, 'limit', 'buy', 0.01, near(price, 1.02), { postOnly: true }), describe);
  await refused('unknownOrder', () => exchange.cancelOrder('987654321', symbol), describe);
  await refused('noSuchOrder', () => exchange.fetchOrder('987654321', symbol), describe);
  step('refusals');
}

await run(async () => {
  await exchange.loadHttpProxyAgent();
  const price = await market();
  await streams();
  const seen = [];
  const following = follow(seen).catch(error => error);
  await until('the user stream', () => Object.keys(exchange.clients).some(url => url.startsWith(place.webSocketApi)));
  // The first order is placed again and again until its event is seen: the subscription takes a moment that nothing tells.
  while (seen.length === 0) {
    const probe = await exchange.createOrder(symbol, 'limit', 'buy', 0.001, near(price, 0.9));
    await exchange.cancelOrder(probe.id, symbol);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  const ids = await singleOrders(price);
  await lists(price);
  await refusals(price);
  await until('the events of all orders', () => ids.every(id => seen.some(order => order.id === id)));
  report.events = seen.map(order => order.status);
  report.filledOfEvents = Object.fromEntries(ids.map(id => [id, seen.findLast(order => order.id === id).filled]));
  report.filledOfOrders = Object.fromEntries(await Promise.all(ids.map(async id => [id, (await exchange.fetchOrder(id, symbol)).filled])));
  report.openAtEnd = (await exchange.fetchOpenOrders(symbol)).length;
  report.trades = (await exchange.fetchMyTrades(symbol)).map(trade => trade.info);
  report.fees = (await exchange.fetchMyTrades(symbol)).map(trade => trade.fee);
  for (const { asset, free, locked } of (await exchange.fetchBalance()).info.balances) report.balances[asset] = { free, locked };
  await exchange.close();
  await following;
});
