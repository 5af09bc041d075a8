# Sourced by the tests of archives.  reports COUNT: so many reports as JSON Lines, each with two events.
reports() {
  for i in $(seq 1 "$1"); do
    printf '{"id":"d%d","date":"2020-03-%02d","source":"Agency","text":"Rebels attacked village number %d near Goma on Monday and %d people were killed. The government of Rwanda condemned attack %d. Item %d of the list was filed as paper %d."}\n' \
      "$i" $((i % 28 + 1)) "$i" "$i" "$i" "$((i * 7919))" "$((i * 104729))"
  done
}
