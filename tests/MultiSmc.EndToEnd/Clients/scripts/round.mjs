// What both rounds share: their settings, the report, waiting for what comes by itself.

/** The exchange's addresses and a key, as JSON in the environment. */
export const place = JSON.parse(process.env.EXCHANGE_PLACE);

/** What the test reads at the end. */
export const report = { steps: [], errors: {}, orders: {}, events: [], streams: {}, balances: {}, trades: [] };

/** Notes that a step was gone. */
export function step(name) {
  report.steps.push(name);
}

/** Runs what has to be refused, and notes how it was. */
export async function refused(name, action, describe) {
  try {
    await action();
    report.errors[name] = 'accepted';
  } catch (error) {
    report.errors[name] = describe(error);
  }
}

/** Waits until something is there, for half a minute. */
export async function until(what, isThere) {
  const end = Date.now() + 30_000;
  while (!isThere()) {
    if (Date.now() > end) throw new Error(`${what} did not come`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

/** A price as far from another as a factor says, on the tick of 0.01. */
export function near(price, factor) {
  return Math.round(price * factor * 100) / 100;
}

/** Runs a round to its end and prints the report; an error in it is part of the report. */
export async function run(round) {
  try {
    await round();
  } catch (error) {
    report.failure = `${error?.stack ?? error} ${error?.code ?? ''}`;
  }
  process.stdout.write(JSON.stringify(report) + '\n', () => process.exit(report.failure ? 1 : 0));
}
