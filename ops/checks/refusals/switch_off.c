// Loaded into each program that the tests start: passes over one refusal, or tells to which ones it comes.
//
//   ALMONER_PATCHES   a folder with a table for each program that was built
//   ALMONER_OFF       the refusal that is switched off, "none" for none
//   ALMONER_REACHED   a file to which "@refused NAME" is added whenever a refusal is come to
//
// A table's first line is the program's path; each other is NAME, where the refusal begins, where to write, what
// stands there and what goes there instead (places from the program's begin, octets in hexadecimal).
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <link.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

enum { MOST = 8, STOP = 0xCC, ONE_STEP = 0x100, MOST_SITES = 8192 };

struct site {
    unsigned char* at;
    unsigned char was;
    char* name;
};
static struct site sites[MOST_SITES];
static size_t count;
static int reached = -1;
static __thread struct site* stepping __attribute__((tls_model("initial-exec")));

static void give_up(const char* words) {
    fprintf(stderr, "@refusals: %s\n", words);
    _exit(99);
}

static int first_object(struct dl_phdr_info* info, size_t size, void* base) {
    (void)size;
    *(uintptr_t*)base = info->dlpi_addr;
    return 1;
}

static void make_writable(unsigned char* at, size_t size) {
    const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    const uintptr_t from = (uintptr_t)at & ~(page - 1);
    const uintptr_t to = ((uintptr_t)at + size + page - 1) & ~(page - 1);
    if (mprotect((void*)from, to - from, PROT_READ | PROT_WRITE | PROT_EXEC) != 0) {
        give_up("the code can't be written");
    }
}

static size_t octets_in(const char* text, unsigned char* octets) {
    size_t size = 0;
    unsigned octet = 0;
    while (size < MOST && sscanf(text + 2 * size, "%2x", &octet) == 1) {
        octets[size++] = (unsigned char)octet;
    }
    return size;
}

static void write_over(unsigned char* at, const char* was, const char* now) {
    unsigned char before[MOST];
    unsigned char after[MOST];
    const size_t size = octets_in(was, before);
    if (octets_in(now, after) != size) give_up("a table is damaged");
    if (memcmp(at, before, size) != 0) give_up("the program was built anew meanwhile");
    make_writable(at, size);
    memcpy(at, after, size);
}

static struct site* site_at(const unsigned char* at) {
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (sites[middle].at < at) low = middle + 1;
        else high = middle;
    }
    return low < count && sites[low].at == at ? &sites[low] : NULL;
}

// A refusal is come to: its first instruction is put back for one step, and is stopped at again behind it.
static void stopped(int signal_number, siginfo_t* info, void* given) {
    (void)signal_number;
    (void)info;
    const int error = errno;
    ucontext_t* const context = given;
    greg_t* const registers = context->uc_mcontext.gregs;
    if (stepping != NULL) {
        *stepping->at = STOP;
        stepping = NULL;
        registers[REG_EFL] &= ~(greg_t)ONE_STEP;
        errno = error;
        return;
    }
    struct site* const site = site_at((const unsigned char*)registers[REG_RIP] - 1);
    if (site == NULL) {
        signal(SIGTRAP, SIG_DFL);
        errno = error;
        return;
    }
    char line[512];
    const int size = snprintf(line, sizeof line, "\n@refused %s\n", site->name);
    if (write(reached, line, (size_t)size) < 0) give_up("what is come to can't be written down");
    *site->at = site->was;
    registers[REG_RIP] -= 1;
    registers[REG_EFL] |= ONE_STEP;
    stepping = site;
    errno = error;
}

static int by_place(const void* one, const void* other) {
    const struct site* const a = one;
    const struct site* const b = other;
    return (a->at > b->at) - (a->at < b->at);
}

static void stop_at_each(void) {
    qsort(sites, count, sizeof *sites, by_place);
    struct sigaction action = {.sa_sigaction = stopped, .sa_flags = SA_SIGINFO | SA_RESTART | SA_ONSTACK};
    sigaction(SIGTRAP, &action, NULL);
    for (size_t i = 0; i < count; ++i) {
        make_writable(sites[i].at, 1);
        sites[i].was = *sites[i].at;
    }
    for (size_t i = 0; i < count; ++i) *sites[i].at = STOP;
}

static FILE* table_of_this_program(const char* folder) {
    char program[PATH_MAX] = "";
    char path[2 * PATH_MAX];
    char first[PATH_MAX + 1];
    if (readlink("/proc/self/exe", program, sizeof program - 1) < 0) return NULL;
    snprintf(path, sizeof path, "%s/%s", folder, strrchr(program, '/') + 1);
    FILE* const table = fopen(path, "re");
    if (table == NULL) return NULL;
    if (fgets(first, sizeof first, table) != NULL) {
        first[strcspn(first, "\n")] = '\0';
        if (strcmp(first, program) == 0) return table;
    }
    fclose(table);
    return NULL;
}

__attribute__((constructor)) static void switch_off(void) {
    const char* const folder = getenv("ALMONER_PATCHES");
    const char* const off = getenv("ALMONER_OFF");
    const char* const log = getenv("ALMONER_REACHED");
    FILE* const table = folder == NULL ? NULL : table_of_this_program(folder);
    if (table == NULL) return;
    if (log != NULL) reached = open(log, O_WRONLY | O_APPEND | O_CLOEXEC);
    uintptr_t base = 0;
    dl_iterate_phdr(first_object, &base);
    char line[1024];
    while (fgets(line, sizeof line, table) != NULL) {
        char name[512];
        char was[2 * MOST + 1];
        char now[2 * MOST + 1];
        unsigned long begin = 0;
        unsigned long place = 0;
        if (sscanf(line, "%511s %lx %lx %16s %16s", name, &begin, &place, was, now) != 5) {
            give_up("a table is damaged");
        }
        if (off != NULL && strcmp(off, name) == 0) write_over((unsigned char*)(base + place), was, now);
        if (reached >= 0 && count < MOST_SITES) {
            sites[count].at = (unsigned char*)(base + begin);
            sites[count++].name = strdup(name);
        }
    }
    fclose(table);
    if (reached >= 0) stop_at_each();
}
