import { defineConfig } from 'vite';

// The page is served from any folder (relative base); bundles and the module are read from the workspace around it.
export default defineConfig({
  base: './',
  build: { target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 800 },
  worker: { format: 'es' },
  server: { fs: { allow: ['..'] } },
});
