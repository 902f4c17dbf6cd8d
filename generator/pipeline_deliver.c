#include "pipeline.h"
int pipeline_deliver(const struct options *o) { (void)o; return 3; }
