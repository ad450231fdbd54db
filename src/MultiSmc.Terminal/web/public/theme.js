// Before the first paint: the theme that this browser chose. The page itself does the rest once it is here.
try {
  const saved = JSON.parse(localStorage.getItem('multismc.settings') ?? '{}')
  if (saved.theme === 'light' || (saved.theme === 'system' && matchMedia('(prefers-color-scheme: light)').matches)) document.documentElement.dataset.theme = 'light'
} catch {
  // Without storage the dark one stands.
}
