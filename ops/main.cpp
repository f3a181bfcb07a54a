// The composition root: puts the rooms together and runs the command line.
#include <cstdio>

int main() {
    std::puts("almoner " ALMONER_VERSION);
    return 0;
}
