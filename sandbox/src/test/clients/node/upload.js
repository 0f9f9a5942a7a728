// Uploads one file with vod-node-sdk and prints the outcome as JSON on one line.
// Argument: a JSON file with the order, see UploadOrder in the tests. The SDK takes no address: it follows the
// environment's proxy (http_proxy for VOD, HTTPS_PROXY for COS), whose certificate NODE_EXTRA_CA_CERTS names.
'use strict';

const fs = require('fs');
const { VodUploadClient, VodUploadRequest } = require('vod-node-sdk');

const order = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const request = new VodUploadRequest();
request.MediaFilePath = order.media;
request.CoverFilePath = order.cover || null;
request.MediaName = order.mediaName;
request.SourceContext = order.sourceContext;

new VodUploadClient(order.secretId, order.secretKey).upload('ap-guangzhou', request, (error, media) => {
  const outcome = error
    ? { error: `${error.code || ''} ${error.message || JSON.stringify(error)}` }
    : { fileId: media.FileId, mediaUrl: media.MediaUrl, coverUrl: media.CoverUrl };
  console.log(JSON.stringify(outcome));
});
