import { type App, app, type Session } from 'electron';

/** The window's only page and origin. */
export const WINDOW_URL = 'app://beachcomb/';

const ALLOWED_SCHEMES: ReadonlySet<string> = new Set(['app:', 'photo:', 'data:', 'devtools:']);

/** What Chromium would do in the background by itself. Nothing leaves the machine. */
const SWITCHES: Readonly<Record<string, string>> = {
  'disable-background-networking': '',
  'disable-client-side-phishing-detection': '',
  'disable-component-update': '',
  'disable-default-apps': '',
  'disable-domain-reliability': '',
  'disable-sync': '',
  'dns-prefetch-disable': '',
  'no-pings': '',
  'disable-features':
    'AutofillServerCommunication,CertificateTransparencyComponentUpdater,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,SpareRendererForSitePerProcess',
  'force-webrtc-ip-handling-policy': 'disable_non_proxied_udp',
  // And if something still asks: no name has an address.
  'host-resolver-rules': 'MAP * ~NOTFOUND',
};

/** Before the app is ready: the sandbox for everything, no network, no way for a page to go elsewhere. */
export function lockDownApp(target: App = app): void {
  for (const [name, value] of Object.entries(SWITCHES)) target.commandLine.appendSwitch(name, value);
  // Without the sandbox of the system (root in a container) Chromium wants the switch, which this removes.
  if (!target.commandLine.hasSwitch('no-sandbox')) target.enableSandbox();
  target.on('web-contents-created', (_event, contents) => {
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame || event.url !== WINDOW_URL) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** Once the app is ready: no permission, no download, no request but for the program's own schemes. */
export function lockDownSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((request, decide) =>
    decide({ cancel: !ALLOWED_SCHEMES.has(/^[a-z]+:/.exec(request.url)?.[0] ?? '') }),
  );
}
