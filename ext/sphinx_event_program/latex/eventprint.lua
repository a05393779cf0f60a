-- What LuaTeX measures for eventprint.sty: whether a text fits, and how high the rows of a grid are.

local eventprint = {}

-- The sizes of type, in points. Each is a tenth more than the one before: few fonts, and no two sizes that
-- are nearly equal.
eventprint.scale = {
  4, 4.4, 4.8, 5.3, 5.8, 6.4, 7, 7.7, 8.4, 9.2, 10, 11, 12, 13.2, 14.5, 16, 17.6, 19.4, 21.4, 23.6, 26, 28.6, 31.5,
  34.6, 38, 41.8, 46, 50.6, 55.6, 61, 67, 74, 81, 89, 98, 108, 119, 131, 144}

-- Print the size that is some steps from a size of the scale.
function eventprint.size(index)
  index = math.max(1, math.min(#eventprint.scale, index))
  tex.sprint(string.format("%.1fpt", eventprint.scale[index]))
end

-- The last size of the scale that is not larger than so many points.
function eventprint.index_of(points)
  local found = 1
  for index, size in ipairs(eventprint.scale) do
    if size <= points + 0.05 then found = index end
  end
  tex.sprint(tostring(found))
end

-- While a text is tried, a line that is too long is noted and not told.
local overfull = false

local function note(incident, detail)
  if incident == "overfull" and detail > 6554 then overfull = true end
end

function eventprint.watch()
  overfull = false
  luatexbase.add_to_callback("hpack_quality", note, "event.note")
end

function eventprint.unwatch()
  luatexbase.remove_from_callback("hpack_quality", "event.note")
end

-- Print 1 if no line was too long since eventprint.watch, and a box is not higher than so many scaled points,
-- else 0. (TeX itself cannot add what is higher than five metres.)
function eventprint.fits(number, limit)
  local box = tex.box[number]
  tex.sprint((overfull or box.height + box.depth > limit) and "0" or "1")
end

-- A grid: how long its rows last, and of each cell the rows that it is in and the height that it needs.
local minutes, needs, heights

function eventprint.begin_grid(list)
  minutes, needs, heights = {}, {}, {}
  for number in string.gmatch(list, "%d+") do minutes[#minutes + 1] = math.max(tonumber(number), 1) end
end

function eventprint.forget_needs() needs = {} end

-- Note a need, in scaled points. The time at which the last row ends stands in a row of its own.
function eventprint.need(row, rows, height)
  if row > #minutes then minutes[row] = 1 end
  needs[#needs + 1] = {row = row, rows = rows, height = height}
end

local function sum(list, first, count)
  local total = 0
  for index = first, first + count - 1 do total = total + (list[index] or 0) end
  return total
end

-- Share out a height among rows, by time.
local function share(height, first, count)
  local total = sum(minutes, first, count)
  for index = first, first + count - 1 do
    heights[index] = heights[index] + math.floor(height * minutes[index] / total)
  end
end

-- Give the rows the least heights with which every cell has what it needs: cells of few rows come first.
function eventprint.solve()
  for index = 1, #minutes do heights[index] = 0 end
  table.sort(needs, function(one, other)
    if one.rows ~= other.rows then return one.rows < other.rows end
    if one.row ~= other.row then return one.row < other.row end
    return one.height < other.height
  end)
  for _, need in ipairs(needs) do
    local lack = need.height - sum(heights, need.row, need.rows)
    -- A little more than is shared out, because that is rounded down.
    if lack > 0 then share(lack + need.rows * #minutes, need.row, need.rows) end
  end
end

-- Share out what is left of the sheet, up to so much for an hour: rows come nearer to the lengths of time.
function eventprint.stretch(available, hour)
  local left = available - sum(heights, 1, #minutes)
  local total = sum(minutes, 1, #minutes)
  if left > 0 then share(math.min(left, math.floor(hour * total / 60)), 1, #minutes) end
end

-- Print the height of some rows, of all that are above a row, and of all.
function eventprint.height(row, rows) tex.sprint(sum(heights, row, rows) .. "sp") end
function eventprint.above(row) tex.sprint(sum(heights, 1, row - 1) .. "sp") end
function eventprint.total() tex.sprint(sum(heights, 1, #minutes) .. "sp") end

return eventprint
