-- For wrk: asks the paths of a file in turn.  wrk … -s paths.lua ADDRESS -- FILE FIRST MOST
-- FIRST is the line to begin with, MOST the number of requests after which to stop (0: none).
local requests, nth, left = {}, 0, 0

function init(arguments)
  for path in io.lines(arguments[1]) do
    requests[#requests + 1] = wrk.format("GET", path)
  end
  nth, left = tonumber(arguments[2]), tonumber(arguments[3])
  if left > 0 then
    delay = function() return left > 0 and 0 or 60000 end  -- none once all were asked
  end
end

function request()
  left = left - 1
  if left == 0 then stop() end
  nth = nth % #requests + 1
  return requests[nth]
end

-- Interrupt wrk, which sleeps until its time is up: again and again, because it is deaf to that
-- while it waits for the shell.
function stop()
  os.execute("(while sleep 0.02 && kill -INT $PPID; do :; done) >/dev/null 2>&1 &")
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format('\n{"requests": %d, "seconds": %.6f, "failed": %d, "median": %.3f}\n',
    summary.requests, summary.duration / 1e6, failed, latency:percentile(50) / 1e3))
end
