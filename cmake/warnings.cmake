# Owns: the warnings, which are errors everywhere.
add_compile_options(-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)
