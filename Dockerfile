# The companion server, as it is published. Build: docker build -t missive-chat .
# Run: docker run -p 8080:8080 -v missive-chat:/data missive-chat
FROM node:22-bookworm-slim AS build
WORKDIR /source
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN node scripts/build.mjs && npm pack --pack-destination /tmp && mv /tmp/missive-chat-*.tgz /tmp/missive-chat.tgz

FROM node:22-bookworm-slim
WORKDIR /app
COPY --from=build /tmp/missive-chat.tgz /tmp/
RUN npm init --yes >/dev/null && npm install --omit=dev --no-audit --no-fund /tmp/missive-chat.tgz libsql@0.5.29 \
  && rm /tmp/missive-chat.tgz && mkdir /data && chown node:node /data
USER node
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 DATA_DIR=/data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/readyz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "node_modules/missive-chat/dist/server/cli.js", "serve"]
