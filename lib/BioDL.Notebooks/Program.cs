using BioDL.Notebooks.Kernel;
using BioDL.Notebooks.Worker;

return args is ["kernel", var connection] ? await KernelProcess.RunAsync(connection) : await WorkerProcess.RunAsync();
