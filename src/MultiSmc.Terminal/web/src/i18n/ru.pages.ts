import type { enPages } from './en.pages'

/** Russian of the pages beside Trade. */
export const ruPages: typeof enPages = {
  risk: {
    title: 'Риск', exposure: 'В рынке', day: 'День к лимиту', noLimit: 'без лимита', of: (limit, used) => `лимит ${limit}, занято ${used}`, until: (t) => `входов нет до 00:00 UTC, ещё ${t}`, entries: (n) => `входов в книге: ${n}`, places: (n, used, limit) => `входов ${n}, мест ${used} из ${limit}`, bare: 'Без защиты', ofPositions: (n) => `из позиций: ${n}`, unrealised: 'Не закрыто', free: (v) => `свободно ${v}`,
    holds: 'Новые входы', open: 'Открыты', ends: (how, since) => `${how}, уже ${since}`, by: { person: 'пока не продолжат вручную', exchange: 'пока биржа не примет ордера', data: 'пока нет полных данных' },
  },
  eq: {
    title: 'Капитал', ranges: { day: 'Сегодня', week: '7 дней', all: 'Всё' }, whole: 'с открытыми', closedOnly: 'только закрытые', change: 'Изменение', since: (from) => `было ${from}`, moved: (v) => `без перевода ${v}`, realised: 'Зафиксировано', realisedHint: 'после комиссий', open: 'Не зафиксировано', openHint: 'что держим сейчас', maxDd: 'Макс. просадка', below: (v) => `сейчас ${v}`,
    none: 'Капитал ещё не известен: первая точка появится с закрытием пакета, когда известны балансы и цены того, что держится.', spoken: (equity, currency, change) => `Капитал ${equity} ${currency}, изменение ${change}`,
  },
  notes: {
    title: 'Уведомления', of: 'Когда страница не на виду, о таком:', testText: 'Это проверка. Так оно выглядит.', delivered: (n, lost) => `доставлено ${n}, потеряно ${lost}`, arrived: 'Проверка дошла.', failed: (why) => `Проверка не дошла: ${why}`, kinds: { telegram: 'Телеграм', webhook: 'Вебхук' }, noChannels: 'Сервер никому не сообщает: впишите бота Telegram или вебхук в notifications его конфигурации.',
    events: { opened: 'Позиция открыта', closed: 'Позиция закрыта', pulled: 'Ордер снят моделью', halted: 'Движок остановлен', unprotected: 'Защита отклонена', connection: 'Соединения с биржей', alert: 'Прочие предупреждения', command: 'Команды', server: 'Сервер потерян' },
  },
  share: { save: 'Сохранить график картинкой', copy: 'Скопировать ссылку на этот вид', image: 'Картинка', link: 'Ссылка', copied: 'Ссылка скопирована', takeIt: 'Ссылка на этот вид', noPicture: 'Картинка не получилась', nothing: 'На этой странице нет графика.' },
  ways: { showAll: 'Показать всё', back: 'К списку', toLab: 'Искать зоны в лаборатории', toDownload: 'Выбрать, что скачать' },
  back: { title: 'Назад к закрытию прошлого пакета этого символа: повтор проигрывается заново до того места' },
  panes: {
    mark: 'Цена', ticks: 'Тики', ticksLong: 'Расстояние от последней цены в тиках', venueId: 'Номер ордера на бирже', closeInstead: 'Он защищает позицию и уходит вместе с ней: закройте позицию.',
    allSymbols: 'Все символы', bothSides: 'Обе стороны', fills: (n) => `сделок ${n}`, onChart: (n) => `Пакет ${n}: показать на графике`,
    part: 'Часть', allParts: 'Все части', copy: 'Копировать', level: 'Уровень', levels: { info: 'Все', warn: 'Внимание', error: 'Ошибки' }, held: 'Стоит, пока вы читаете', news: (n) => `новых ${n}`, nothing: 'Ничего не найдено.',
  },
  bt: {
    runs: 'Прогоны', newRun: 'Новый', none: 'Бэктестов ещё не было.', noneHint: 'multismc backtest пишет прогоны туда, где их находит этот список.', pick: 'Выберите прогон слева.', filter: 'Символ, метка, хеш',
    reproducible: 'Воспроизводим', compare: 'Сравнить', rerun: 'Повторить', export: 'Экспорт', running: 'Идёт', eta: (t) => `осталось ${t}`, stop: 'Прервать',
    facts: (trades, packets, maker, taker, fill, ran) => `${trades} сделок · ${packets} пакетов · мейкер ${maker}, тейкер ${taker}, исполнение ${fill} · за ${ran}`,
    flags: { 'under-100-trades': 'Меньше 100 сделок', 'under-1-year': 'Меньше года', 'train-test-overlap': 'Обучен на этих данных', 'zero-fees': 'Без комиссий', 'touch-fills': 'Исполнение по касанию', 'missing-data': 'Есть пропуски', 'best-five': 'Половина прибыли от пяти', 'sign-differs': 'Знак меняется в коридоре' },
    net: 'Чистая прибыль', band: (a, b) => `коридор ${a} … ${b}`, maxDd: 'Макс. просадка', days: { one: 'день', few: 'дня', many: 'дней', other: 'дня' }, sharpe: 'Шарп', daily: 'по дням, 365', sortino: 'Сортино', pf: 'Профит-фактор', noModel: (v) => `без модели ${v}`, win: 'Доля побед', ofTrades: (a, b) => `${a} из ${b}`, expectancy: 'Ожидание', perTrade: 'на сделку', fees: 'Комиссии', maker: (v) => `мейкер ${v}`, cancels: 'Снято моделью', saved: (v) => `спасено ${v} R`,
    equity: 'Капитал', strategy: 'Стратегия', without: 'То же без модели', random: 'Случайные отмены', hold: 'Купить и держать', holdHow: 'Купить и держать: стартовый капитал поровну в каждый символ, покупка по первой сделке прогона, продажа по последней, комиссия тейкера по разу туда и обратно, без проскальзывания. До первой сделки деньги.', beside: (v) => `разница ${v}`, monthly: 'По месяцам, %', total: 'Итого', all: 'Все', perR: 'Результат сделки, R', trades: (n) => `${n} сделок`, mean: (v) => `среднее ${v}`,
    col: { no: '№', entryTime: 'Время входа', entry: 'Вход', exit: 'Выход', p: 'p', packets: 'Пакеты', excursion: 'MAE / MFE', r: 'R', pnl: 'PnL' },
    exits: { tp: 'TP', sl: 'SL', time: 'Время', manual: 'Вручную', 'guarded-stop': 'SL ботом', 'guarded-target': 'TP ботом', other: 'Иное' },
    trade: (no) => `Сделка #${no}`, zoneFound: 'Зона найдена', placed: 'Лимит выставлен', checks: 'Проверок подхода', checksText: (n, p) => `${n}, мин. p ${p}`, filled: 'Исполнен', filledText: (t, p) => `${t}, p ${p}`, stopTarget: 'Стоп / цель', exitAt: 'Выход', sizeFees: 'Объём, комиссии', because: 'Исполнен потому', open: 'Открыть на графике', previous: 'Предыдущая сделка', next: 'Следующая сделка',
    rules: { through: 'цена прошла насквозь', queue: 'очередь выбрана', touch: 'цена коснулась' }, allTrades: 'все', symbol: 'Символ', noTrades: 'Сделок в прогоне нет.',
    form: { title: 'Новый прогон', symbols: 'Символы', from: 'С', to: 'По', start: 'Запустить' },
  },
  models: {
    title: 'Модели', train: 'Обучить', symbols: { one: 'символ', few: 'символа', many: 'символов', other: 'символа' }, none: 'Моделей нет. Обучите модель или торгуйте без неё: тогда держится каждый ордер.', states: { live: 'В работе', shadow: 'Тень', archived: 'Архив', candidate: 'Кандидат' }, fault: 'Непригодна', liveOn: (s) => `Работает на ${s}`, since: (date, n) => `с ${date}, решений ${n}`, compared: 'Сравнить с', noOther: 'ни с чем', shadow: 'Тень', rollBack: 'Откатить', use: 'Включить',
    data: (age) => `данные ${age}`, dataOld: (age) => `Данным обучения ${age}`, dataHint: 'Возраст самых свежих данных обучения; старше 30 дней выделяется: обучите заново',
    auc: 'ROC AUC', pr: 'PR AUC', logLoss: 'Log loss', brier: 'Brier', ece: 'Ошибка калибровки', kept: 'Доля удержанных', expectancy: 'Ожидание удержанных', latency: 'Задержка p99',
    calibration: 'Калибровка', oof: (n) => `${n} зон, вне выборки`, observed: 'доля побед', predicted: 'прогноз p', looks: 'На что смотрит модель', meanShap: 'среднее |SHAP|', raises: 'больше значение, больше p', lowers: 'меньше p', notStored: 'В паспорте модели этого нет.',
    threshold: 'Порог', expKept: 'ожидание удержанных', shareKept: 'доля удержанных', below: 'Ниже:', cancel: 'отмена', keeps: 'Держит', pulls: 'Снимает', expectancyShort: 'Ожидание', apply: (v) => `Применить ${v}`, mode: { fixed: 'постоянный', 'break-even': 'безубыток' }, scores: 'Оценка по исходу', tp: 'тейк-профит', stop: 'стоп', keepAt: (v) => `порог ${v}`, moveThreshold: 'Порог',
    passport: 'Паспорт', json: 'JSON', rows: { trained: 'Обучена', data: 'Данные', hash: 'Хеш данных', packets: 'Пакеты', rows: 'Строки', label: 'Метка', validation: 'Проверка', features: 'Признаки', booster: 'Бустер', calibration: 'Калибровка', file: 'Файл' }, positive: (v) => `${v} успешных`,
    blocks: 'Результат по вероятности', said: 'обещано', came: 'вышло', zonesN: 'зон', block: (n: number) => `Блок ${n}`, meanGain: 'вклад', drift: 'Дрейф с обучения, PSI', driftNone: 'Ни один признак не ушёл дальше 0.10.', driftSome: (n) => `Дальше 0.10: ${n}. Переобучение советуется при 0.20.`, driftRetrain: 'Есть признак дальше 0.20: переобучите.', driftUntold: 'В отчёте обучения нет распределений признаков: обучите заново, чтобы измерять дрейф.', driftWaits: (n, of) => `Меряется на зонах, о которых модель спрошена в этой сессии: пока ${n} из ${of}.`, driftMissing: 'Измеряется, когда пришло достаточно пакетов.', features: { one: 'признак', few: 'признака', many: 'признаков', other: 'признака' },
    folds: 'Скользящая проверка', period: 'Период', trades: 'Сделки', gates: 'Условия приёмки',
    trainForm: { title: 'Обучить модель', symbols: 'Символы', from: 'С', to: 'По', start: 'Обучить' },
  },
  data: {
    disk: 'Сделки на диске', none: 'Сделок на диске ещё нет.', noneHint: 'Выберите справа символы и даты и скачайте.', parquet: 'Parquet', verify: 'Проверить всё', legend: { verified: 'проверено', gaps: 'пропуски', work: 'в работе', missing: 'нет', partial: 'частично' }, trades: 'Сделки', size: 'Размер',
    note: (symbol, day, gaps, trades) => `${symbol}, ${day}: ${gaps} в номерах, сделок ${trades}. Прогоны через этот день помечены, пока он не дополнен.`, gaps: { one: 'пропуск', few: 'пропуска', many: 'пропусков', other: 'пропуска' }, refill: 'Дополнить', days: (symbol, month) => `${symbol}, ${month}`,
    sets: 'Наборы пакетов', build: 'Собрать', noSets: 'Пакеты ещё не собраны.', col: { symbol: 'Символ', packet: 'Пакет', packets: 'Пакеты', range: 'Период', size: 'Размер', built: 'Собран', perDay: 'Пакетов в день' }, openLab: 'В лаборатории',
    download: 'Загрузка', symbols: 'Символы', from: 'С', to: 'По', plan: (archives, bytes) => `Дневных архивов ${archives}${bytes === null ? '' : `, на диске около ${bytes}`}. Суммы сверяются, затем сделки пишутся в Parquet.`, planning: 'Считаем архивы', start: (n) => `Скачать ${n}`, daysForms: { one: 'день', few: 'дня', many: 'дней', other: 'дня' }, nothing: 'Всё это уже есть.', wrong: 'Укажите символы и две даты.',
    jobs: 'Работы', running: (n) => `идёт ${n}`, noJobs: 'Сейчас ничего не выполняется.', retry: 'Повторить', cancel: 'Прервать', cancelled: 'отменено', done: (time, took) => `готово ${time}${took}`, of: (a, b) => `${a} из ${b}`,
    stages: { downloading: 'Загрузка', verifying: 'Сверка сумм', writing: 'Запись', building: 'Сборка пакетов', training: 'Обучение', backtest: 'Прогон', rivals: 'Соперники', verify: 'Проверка', running: 'Идёт', queued: 'В очереди' }, rate: { bytes: '/с', trades: 'сд/с', rows: 'строк/с' },
    bucket: 'Размер пакета',
  },
  jobs: {
    name: 'Имя', symbols: 'Символы', all: 'все из конфигурации', bucket: 'Размер пакета, в котируемой', from: 'С', to: 'По', show: 'Показать, что будет', start: 'Запустить', keep: 'Сохранить', late: 'Поздно: показанное действует 15 секунд. Посмотрите ещё раз.',
    runs: 'Выполнится команда:', apart: 'Отдельный процесс с низким приоритетом, по одной задаче. Торговля его не ждёт.', none: 'Этот терминал сам не работает: он запущен без конфигурации или вам можно только смотреть.',
  },
  sys: {
    health: 'Состояние', good: 'Всё в порядке', notes: { one: 'заметка', few: 'заметки', many: 'заметок', other: 'заметки' }, trouble: 'Неполадки', uptime: 'В работе', restarts: (n) => `перезапусков ${n}`, tradesIn: 'Сделок на входе', peak: (v) => `пик ${v}`, decision: 'Решение p99', budget: (v) => `бюджет ${v} мс`, order: 'Ордер туда-обратно p99', exchange: 'биржа', cpu: (n) => `CPU, ядер ${n}`, memory: 'Память', gc: (v) => `пауза GC p99 ${v} мс`, disk: 'Диск', free: (v) => `${v} свободно`, journal: (v) => `журнал ${v}`,
    connections: 'Соединения', channel: 'Канал', latencyUse: 'Задержка, расход', rate: 'Поток', up: 'Время', reconnects: 'Обрывы', model: 'Модель', lastLoss: 'Сбой', lastWords: 'Последние сбои', faultOf: (link, t) => `${link}, ${t}:`, noWords: 'слов не было', noHealth: 'Сервер ещё не сообщил.',
    what: { 'market-data': 'сделки и лучшие цены', 'user-data': 'исполнения и балансы', orders: 'запросы к бирже', 'rest-weight': 'окно 1 минута', 'order-limit': '10 с / 1 день', clock: 'относительно биржи', journal: 'сначала запись', 'gap-repair': 'дополненные сделки' }, checked: (t) => `${t} назад`, perSecond: (n) => `${n} сбщ/с`, perMinute: (n) => `${n} сбщ/мин`, trades: (n) => `${n} сделок`,
    latency: 'Задержки', stage: 'Этап', spark: (w) => `${w}, p99`, windows: { '5m': '5 мин', '1h': '1 ч', '24h': '24 ч' }, stages: { decision: 'Сокет до решения', send: 'Решение до отправки', 'order-ack': 'Ордер до ответа', 'cancel-ack': 'Отмена до ответа', model: 'Оценка модели', page: 'Пакет до экрана' }, histogram: (w, n) => `Сокет до решения, ${w}, сделок ${n}`, noLatency: 'Ещё не измерено.', noWindow: 'История задержек на этом сервере не хранится (api/v1/latency).',
    more: 'Старые записи', loadFailed: 'Старые записи не загрузились.', nothing: 'Подходящих записей нет.', paused: 'Новые записи ждут, пока вы читаете.',
  },
  lab: {
    parameters: 'Параметры', changed: (n) => `изменено ${n}`, reset: 'Сброс', data: 'Данные', compareWith: 'Сравнить с', none: 'Нет пакетов, с которыми работать.', noneHint: 'Соберите набор пакетов на странице «Данные».', toData: 'Открыть «Данные»', groups: { packets: 'Пакеты', structure: 'Структура', zone: 'Зона входа', exits: 'Выходы', model: 'Модель' },
    names: { bucket: 'Размер пакета', vpinWindow: 'Окно VPIN', emaSpan: 'Окно EMA дисбаланса', swing: 'Сила свинга, пакеты', breakMode: 'Слом по', minRange: 'Минимальный диапазон', ttl: 'Жизнь зоны, пакеты', oteTop: 'OTE от', entry: 'Точка входа', oteBottom: 'OTE до', target: 'Цель, доля диапазона', stopBuffer: 'Запас стопа', minRr: 'Минимум R:R', threshold: 'Порог удержания', approach: 'Спрашивать ближе' }, close: 'Закрытию', wick: 'Тени',
    zones: 'Зоны', touched: 'Коснулось', kept: 'Удержано', hit: 'Доля побед', expectancy: 'Ожидание', pf: 'Профит-фактор', dd: 'Макс. просадка', recomputed: 'Пересчёт', packets: (n) => `пакетов ${n}`, thisSetup: 'Эти значения', baseline: 'Рабочие', step: 'Шаг', replay: 'Повтор', stop: 'Стоп', funnel: 'От слома до прибыли', breaks: 'Сломы', tp: 'Тейк-профит', keptShort: 'Удержано', map: 'Ожидание, R', plateau: (v) => `Соседи в среднем ${v} R: плато, не одиночный пик.`, spike: (v) => `Соседи в среднем ${v} R: одиночный пик, скорее случай.`, inView: 'Зоны', leg: 'Нога', outcome: 'Исход', save: 'В пресеты', run: 'Полный бэктест', overview: 'Весь диапазон', notBuilt: 'Пакеты такого размера ещё не построены.', build: 'Построить', session: 'эта сессия', presetName: 'Имя пресета', saved: 'Сохранено.', readOnly: 'На телефоне лаборатория только показывает.',
  },
}
