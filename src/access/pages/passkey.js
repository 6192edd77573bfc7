// The browser's half of a passkey on the few pages that work before the portal does: a form names what it wants, this asks the
// browser for it and sends the answer with the form. Without it the page still works with a code.

const decode = (text) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) =>
    sign.charCodeAt(0),
  )

const encode = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const withIds = (list = []) => list.map((one) => ({ ...one, id: decode(one.id) }))

async function create(options) {
  const credential = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: decode(options.challenge),
      user: { ...options.user, id: decode(options.user.id) },
      excludeCredentials: withIds(options.excludeCredentials),
    },
  })
  const { clientDataJSON, attestationObject, getTransports } = credential.response
  return answerOf(credential, {
    clientDataJSON: encode(clientDataJSON),
    attestationObject: encode(attestationObject),
    transports: getTransports ? credential.response.getTransports() : [],
  })
}

async function get(options) {
  const credential = await navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: decode(options.challenge),
      allowCredentials: withIds(options.allowCredentials),
    },
  })
  const { clientDataJSON, authenticatorData, signature, userHandle } = credential.response
  return answerOf(credential, {
    clientDataJSON: encode(clientDataJSON),
    authenticatorData: encode(authenticatorData),
    signature: encode(signature),
    ...(userHandle ? { userHandle: encode(userHandle) } : {}),
  })
}

function answerOf(credential, response) {
  return {
    id: credential.id,
    rawId: encode(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: {},
    response,
  }
}

async function answer(form) {
  const options = JSON.parse(form.dataset.options)
  const made = form.dataset.passkey === 'create' ? await create(options) : await get(options)
  form.elements.namedItem('answer').value = JSON.stringify(made)
  form.submit()
}

for (const form of document.querySelectorAll('form[data-passkey]')) {
  if (!window.PublicKeyCredential) continue
  form.hidden = false
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    answer(form).catch(() => {
      form.querySelector('[data-failed]').hidden = false
    })
  })
}
