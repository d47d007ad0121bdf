# Owns: the sanitizers of a build. A test program that is not instrumented loads the module with the runtime preloaded.
if(D1ODBC_SANITIZE)
  add_compile_options(-fsanitize=${D1ODBC_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${D1ODBC_SANITIZE})
  # GCC 12 sees uninitialised values inside Boost and fmt when it instruments them.
  add_compile_options(-Wno-maybe-uninitialized)
  if(D1ODBC_SANITIZE STREQUAL "thread")
    # Boost.Asio's fences, which ThreadSanitizer does not see; what they order is ordered by mutexes as well.
    add_compile_options(-Wno-tsan)
  endif()
endif()
