import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useMessages } from '../../foundation/messages.ts'
import { messages } from './doctor.messages.ts'
import style from './doctor.module.css'

/** How often the picture is looked at: four times a second is quick enough and spares the battery. */
const LOOK_EVERY_MS = 250

type Detector = { detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]> }

/** Reads a QR code by the camera, where the browser itself can; elsewhere nothing is shown. */
export function CodeCamera({ onCode }: { readonly onCode: (code: string) => void }) {
  const say = useMessages(messages)
  const [isOn, setOn] = useState(false)
  const [isRefused, setRefused] = useState(false)
  const detector = newDetector()
  if (detector === undefined) return null
  return (
    <div className={style.camera}>
      <Button variant="subtle" onClick={() => setOn(!isOn)}>
        {isOn ? say.stopCamera : say.camera}
      </Button>
      {isRefused && <p role="alert">{say.cameraRefused}</p>}
      {isOn && (
        <Picture
          detector={detector}
          onCode={(code) => {
            setOn(false)
            onCode(code)
          }}
          onRefused={() => {
            setOn(false)
            setRefused(true)
          }}
        />
      )}
    </div>
  )
}

function Picture({
  detector,
  onCode,
  onRefused,
}: {
  readonly detector: Detector
  readonly onCode: (code: string) => void
  readonly onRefused: () => void
}) {
  const video = useRef<HTMLVideoElement>(null)
  const told = useRef({ onCode, onRefused, detector })
  told.current = { onCode, onRefused, detector }

  useEffect(() => {
    const opened = navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
    opened.then(
      (stream) => {
        if (video.current) video.current.srcObject = stream
      },
      () => told.current.onRefused(),
    )
    const timer = setInterval(() => {
      if (!video.current || video.current.readyState < 2) return
      void told.current.detector.detect(video.current).then(([found]) => {
        if (found) told.current.onCode(found.rawValue)
      })
    }, LOOK_EVERY_MS)
    return () => {
      clearInterval(timer)
      void opened.then((stream) => {
        for (const track of stream.getTracks()) track.stop()
      })
    }
  }, [])
  return <video ref={video} autoPlay playsInline muted className={style.picture} />
}

function newDetector(): Detector | undefined {
  const maker: unknown = Reflect.get(window, 'BarcodeDetector')
  if (typeof maker !== 'function' || navigator.mediaDevices === undefined) return undefined
  return Reflect.construct(maker, [{ formats: ['qr_code'] }])
}
