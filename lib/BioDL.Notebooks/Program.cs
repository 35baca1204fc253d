using BioDL.Notebooks.Kernel;
using BioDL.Notebooks.Worker;

return args is ["kernel", var connection, .. var libraries] ? await KernelProcess.RunAsync(connection, libraries) : await WorkerProcess.RunAsync();
