{{- define "longshore.labels" -}}
app.kubernetes.io/name: longshore
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{- define "longshore.selector" -}}
app.kubernetes.io/name: longshore
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- /* Components of the same image: one set, or one of each role. */ -}}
{{- define "longshore.components" -}}
{{- if eq .Values.topology "two" -}}ledger uploader{{- else -}}worker{{- end -}}
{{- end }}

{{- define "longshore.scaled" -}}
{{- if eq .Values.topology "two" -}}uploader{{- else -}}worker{{- end -}}
{{- end }}

{{- define "longshore.checks" -}}
{{- if not .Values.kafka.bootstrapServers }}{{ fail "kafka.bootstrapServers: name Kafka's brokers, as host:port,…" }}{{ end -}}
{{- if not .Values.credentials.existingSecret }}{{ fail "credentials.existingSecret: name a secret with LONGSHORE_CREDENTIALS_DEFAULT_SECRETID, …_SECRETKEY, LONGSHORE_SEAL_KEYS_0_ID and LONGSHORE_SEAL_KEYS_0_KEY" }}{{ end -}}
{{- range .Values.media }}
{{- if not .existingClaim }}{{ fail (printf "media.existingClaim of root %s: name the claim of the shared storage" .root) }}{{ end -}}
{{- end }}
{{- if and .Values.autoscaling.enabled (gt (int .Values.autoscaling.minReplicas) (int .Values.autoscaling.maxReplicas)) }}{{ fail "autoscaling.minReplicas: must not be above autoscaling.maxReplicas" }}{{ end -}}
{{- end }}

{{- /* The pod of a component: dict root, component, values, roles, media (whether it reads files), state (whether it keeps stores). */ -}}
{{- define "longshore.pod" -}}
{{- $root := .root -}}
metadata:
  labels:
    {{- include "longshore.labels" . | nindent 4 }}
spec:
  serviceAccountName: {{ $root.Release.Name }}-longshore
  automountServiceAccountToken: false
  terminationGracePeriodSeconds: {{ $root.Values.terminationGracePeriodSeconds }}
  {{- with $root.Values.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 10001
    fsGroup: 10001
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile:
      type: RuntimeDefault
  {{- with .values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .values.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "longshore.selector" . | nindent 10 }}
  containers:
    - name: worker
      image: {{ printf "%s:%s" $root.Values.image.repository (default $root.Chart.AppVersion $root.Values.image.tag) | quote }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      ports:
        - name: http
          containerPort: 8080
      env:
        - name: SPRING_KAFKA_BOOTSTRAPSERVERS
          value: {{ $root.Values.kafka.bootstrapServers | quote }}
        - name: LONGSHORE_QUEUE
          value: {{ $root.Values.kafka.queue | quote }}
        - name: LONGSHORE_ROLES
          value: {{ .roles | quote }}
        - name: LONGSHORE_WORKERNAME
          valueFrom:
            fieldRef:
              fieldPath: metadata.name
        {{- if .state }}
        - name: LONGSHORE_LEDGER_STATEDIR
          value: /var/lib/longshore
        - name: LONGSHORE_LEDGER_THREADS
          value: {{ $root.Values.ledger.threads | quote }}
        {{- end }}
        {{- if .media }}
        - name: LONGSHORE_UPLOADER_SLOTS
          value: {{ $root.Values.uploader.slots | quote }}
        - name: LONGSHORE_UPLOADER_CLOSINGSLOTS
          value: {{ $root.Values.uploader.closingSlots | quote }}
        - name: LONGSHORE_UPLOADER_STOPGRACE
          value: {{ $root.Values.uploader.stopGrace | quote }}
        {{- if $root.Values.uploader.bandwidthConfigMap }}
        - name: LONGSHORE_UPLOADER_BANDWIDTHFILE
          value: /etc/longshore/limits/bandwidth
        {{- end }}
        {{- range $root.Values.media }}
        - name: LONGSHORE_SOURCE_ROOTS_{{ .root | upper }}
          value: {{ .mountPath | quote }}
        {{- end }}
        {{- end }}
        {{- range $name, $value := $root.Values.env }}
        - name: {{ $name }}
          value: {{ $value | quote }}
        {{- end }}
      {{- if or .media $root.Values.kafka.existingSecret }}
      envFrom:
        {{- if .media }}
        # Only uploaders call VOD and open sessions.
        - secretRef:
            name: {{ $root.Values.credentials.existingSecret }}
        {{- end }}
        {{- with $root.Values.kafka.existingSecret }}
        - secretRef:
            name: {{ . }}
        {{- end }}
      {{- end }}
      # Kafka is asked for its features and topics first; stores are restored after that, and count as started.
      startupProbe:
        httpGet: {path: /actuator/health/liveness, port: http}
        periodSeconds: 3
        failureThreshold: 60
        timeoutSeconds: 3
      # Not ready: a ledger that restores or has failed, an uploader that takes nothing. The pod keeps its place in a rollout, and is not killed.
      readinessProbe:
        httpGet: {path: /actuator/health/readiness, port: http}
        periodSeconds: 5
        failureThreshold: 3
        timeoutSeconds: 3
      # Only a process that doesn't answer at all is started anew; a Kafka or a VOD that is away is no reason.
      livenessProbe:
        httpGet: {path: /actuator/health/liveness, port: http}
        periodSeconds: 10
        failureThreshold: 6
        timeoutSeconds: 5
      # Nobody sends a worker requests that could be lost, so SIGTERM comes at once: the sooner it knows, the sooner others carry on.
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities:
          drop: [ALL]
      resources:
        {{- toYaml .values.resources | nindent 8 }}
      volumeMounts:
        - name: tmp
          mountPath: /tmp
        {{- if .state }}
        - name: state
          mountPath: /var/lib/longshore
        {{- end }}
        {{- if .media }}
        {{- if $root.Values.uploader.bandwidthConfigMap }}
        # As a folder: a single file that is mounted would never change.
        - name: limits
          mountPath: /etc/longshore/limits
          readOnly: true
        {{- end }}
        {{- range $root.Values.media }}
        - name: {{ printf "media-%s" .root }}
          mountPath: {{ .mountPath }}
          readOnly: true
          {{- with .subPath }}
          subPath: {{ . }}
          {{- end }}
        {{- end }}
        {{- end }}
  volumes:
    - name: tmp
      emptyDir:
        sizeLimit: 512Mi
    {{- if and .state (not $root.Values.state.persistent) }}
    - name: state
      emptyDir:
        sizeLimit: {{ $root.Values.state.size }}
    {{- end }}
    {{- if .media }}
    {{- with $root.Values.uploader.bandwidthConfigMap }}
    - name: limits
      configMap:
        name: {{ . }}
    {{- end }}
    {{- range $root.Values.media }}
    - name: {{ printf "media-%s" .root }}
      persistentVolumeClaim:
        claimName: {{ .existingClaim }}
        readOnly: true
    {{- end }}
    {{- end }}
{{- end }}
